// Most of the time these tests wait for groups to form and for brokers to come back.
[assembly: Xunit.CollectionBehavior(MaxParallelThreads = 8)]
