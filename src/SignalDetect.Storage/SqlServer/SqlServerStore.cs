using SignalDetect.Core.Pipeline;
using SignalDetect.Storage.Retention;
using SignalDetect.Storage.Rows;
using SignalDetect.Storage.SqlServer.Statements;

namespace SignalDetect.Storage.SqlServer;

/// <summary>Rows, state and offsets in SQL Server, for any number of processes on any number of machines.</summary>
internal sealed class SqlServerStore(SqlServerDatabase database, RetentionAges ages) : IStore
{
    private const int TakeAttempts = 3;

    public Task PrepareAsync(CancellationToken cancel) => new SqlServerMigrator(database).CheckAsync(cancel);

    public async Task<StoredPartition> TakeAsync(PartitionKey key, int partitions, CancellationToken cancel)
    {
        var counted = new CountedPartition(key.Pipeline, key.Topic, partitions);
        var other = await database.RunAsync(session => PartitionStatements.OtherCount.FirstAsync<int?>(session, counted), cancel).ConfigureAwait(false);
        if (other is { } stored) throw PartitionRow.Mismatch(key, partitions, stored);

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await database.TransactAsync(session => TakeAsync(session, key, partitions), cancel).ConfigureAwait(false);
            }
            catch (Exception error) when (attempt < TakeAttempts && SqlServerFailures.IsAlreadyThere(error))
            {
                // Two owners found no row and both added it: now there is one to update.
                continue;
            }
        }
    }

    public Task<bool> CommitAsync(PartitionCommit commit, CancellationToken cancel) => database.TransactAsync(
        async session =>
        {
            var held = await new SqlServerCommit(session, commit, ages).WriteAsync().ConfigureAwait(false);
            return (held, held);
        },
        cancel);

    public Task<IReadOnlyList<OutboxMessage>> PendingAsync(PartitionKey key, int limit, CancellationToken cancel) => database.RunAsync(
        session => PartitionStatements.Pending.QueryAsync<OutboxMessage>(session, new PendingMessages(key.Pipeline, key.Topic, key.Partition, limit)), cancel);

    public Task PublishedAsync(PartitionKey key, long through, CancellationToken cancel) => database.RunAsync(
        session => PartitionStatements.Published.ExecuteAsync(session, new PublishedMessages(key.Pipeline, key.Topic, key.Partition, through)), cancel);

    public StoreFailure Classify(Exception error) => SqlServerFailures.Classify(error);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task<(StoredPartition Result, bool Commit)> TakeAsync(SqlServerSession session, PartitionKey key, int partitions)
    {
        var owned = Owned.By(key);
        var row = await PartitionStatements.RaiseEpoch.FirstAsync<PartitionRow>(session, owned).ConfigureAwait(false)
            ?? await PartitionStatements.Insert.FirstAsync<PartitionRow>(
                session, new NewPartition(key.Pipeline, key.Topic, key.Partition, partitions)).ConfigureAwait(false)
            ?? throw new InvalidOperationException("an inserted row was not given back");
        if (row.PartitionCount != partitions) throw PartitionRow.Mismatch(key, partitions, row.PartitionCount);
        var snapshot = await PartitionStatements.ReadSnapshot.FirstAsync<byte[]>(session, owned).ConfigureAwait(false);
        return (row.With(snapshot), true);
    }
}
