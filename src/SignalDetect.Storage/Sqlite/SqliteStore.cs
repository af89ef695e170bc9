using Dapper;
using SignalDetect.Core.Pipeline;
using SignalDetect.Storage.Retention;
using SignalDetect.Storage.Rows;

namespace SignalDetect.Storage.Sqlite;

/// <summary>Rows, state and offsets in one SQLite file, for any number of processes on one machine.</summary>
internal sealed class SqliteStore(SqliteDatabase database, RetentionAges ages) : IStore
{
    private readonly SqliteWriter writer = new(database);

    public Task PrepareAsync(CancellationToken cancel) => new SqliteMigrator(database).MigrateAsync(cancel);

    public Task<StoredPartition> TakeAsync(PartitionKey key, int partitions, CancellationToken cancel) =>
        writer.RunAsync(session => Take(session, key, partitions), cancel);

    public Task<bool> CommitAsync(PartitionCommit commit, CancellationToken cancel) => writer.RunAsync(
        session =>
        {
            session.Begin();
            var held = new SqliteCommit(session, commit, ages).Write();
            if (held) session.Commit();
            else session.Rollback();
            return held;
        },
        cancel);

    // Reading needs no turn: in WAL mode it neither waits for the writer nor holds it up.
    public Task<IReadOnlyList<OutboxMessage>> PendingAsync(PartitionKey key, int limit, CancellationToken cancel) => Task.Run<IReadOnlyList<OutboxMessage>>(
        () =>
        {
            using var connection = database.Open();
            return connection.Query<OutboxMessage>(PartitionSql.Pending, new { key.Pipeline, key.Topic, key.Partition, Limit = limit }).AsList();
        },
        cancel);

    public Task PublishedAsync(PartitionKey key, long through, CancellationToken cancel) => writer.RunAsync(
        session =>
        {
            session.Begin();
            var deleted = session.Execute(PartitionSql.Published, key.Pipeline, key.Topic, key.Partition, through);
            session.Commit();
            return deleted;
        },
        cancel);

    public StoreFailure Classify(Exception error) => SqliteFailures.Classify(error);

    public ValueTask DisposeAsync() => writer.DisposeAsync();

    private static StoredPartition Take(SqliteSession session, PartitionKey key, int partitions)
    {
        var arguments = new { key.Pipeline, key.Topic, key.Partition, PartitionCount = partitions };
        session.Begin();
        var row = session.First<PartitionRow>(PartitionSql.Take, arguments)!;
        if (session.First<int?>(PartitionSql.OtherCount, arguments) is { } stored)
        {
            session.Rollback();
            throw PartitionRow.Mismatch(key, partitions, stored);
        }

        var snapshot = session.First<byte[]>(PartitionSql.ReadSnapshot, arguments);
        session.Commit();
        return row.With(snapshot);
    }
}
