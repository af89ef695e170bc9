// On SQL Server all tests share one database.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
