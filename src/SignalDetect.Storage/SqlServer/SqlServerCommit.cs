using System.Runtime.InteropServices;
using SignalDetect.Core.Pipeline;
using SignalDetect.Storage.Retention;
using SignalDetect.Storage.SqlServer.Statements;
using SignalDetect.Storage.SqlServer.Tables;

namespace SignalDetect.Storage.SqlServer;

/// <summary>Writes one commit inside a transaction that was begun.</summary>
internal sealed class SqlServerCommit(SqlServerSession session, PartitionCommit commit, RetentionAges ages)
{
    // With 5,000 locks in one statement SQL Server would lock the whole table, against the other partitions.
    public const int RowsAStatement = 4000;

    private readonly PartitionKey key = commit.Key;

    /// <summary>Writes all of it, the fence first and what takes numbers last, as that row is shared by all partitions.</summary>
    /// <returns>False, with nothing written, where the epoch no longer holds.</returns>
    public async Task<bool> WriteAsync()
    {
        if (await PartitionStatements.Fence.FirstAsync<long?>(session, Fence.Of(commit)).ConfigureAwait(false) is null) return false;
        if (commit.Snapshot is { } state)
            await PartitionStatements.WriteSnapshot.ExecuteAsync(session, new Snapshot(key.Pipeline, key.Topic, key.Partition, Bytes(state))).ConfigureAwait(false);
        await WriteCountsAsync().ConfigureAwait(false);
        if (commit.RollUp) await RollUpAsync().ConfigureAwait(false);
        await new SqlServerNumberedRows(session, commit).WriteAsync().ConfigureAwait(false);
        return true;
    }

    private async Task WriteCountsAsync()
    {
        var counts = commit.Counts.Reverse().DistinctBy(row => (row.Stream, row.WindowStart, row.WindowSeconds));
        foreach (var rows in counts.Chunk(RowsAStatement))
            await RowStatements.Counts.ExecuteAsync(session, new CountsToWrite(key.Pipeline, key.Partition, new CountTable(rows))).ConfigureAwait(false);

        var collected = commit.Collected.OrderByDescending(row => row.ToTime).DistinctBy(row => (row.ServiceId, row.FromTime));
        foreach (var rows in collected.Chunk(RowsAStatement))
            await RowStatements.Collected.ExecuteAsync(session, new CollectedToWrite(key.Pipeline, key.Partition, new CollectedTable(rows))).ConfigureAwait(false);
    }

    private async Task RollUpAsync()
    {
        var plan = RetentionPlan.At(commit.Time, ages);
        foreach (var step in plan.RollUps)
        {
            var before = new TimeParameter(step.Before);
            await RetentionStatements.RollUp.ExecuteAsync(
                session,
                new RollUpArguments(
                    key.Pipeline, key.Partition, step.FromSeconds, step.ToSeconds, step.ToSeconds / 60, step.Windows, step.Root, before)).ConfigureAwait(false);
            await RetentionStatements.Delete.ExecuteAsync(session, new DeleteCounts(key.Pipeline, key.Partition, step.FromSeconds, before)).ConfigureAwait(false);
        }

        var gone = new TimeParameter(plan.DeleteBefore);
        await RetentionStatements.Delete.ExecuteAsync(session, new DeleteCounts(key.Pipeline, key.Partition, RetentionPlan.Hour, gone)).ConfigureAwait(false);
        await RetentionStatements.TrimCollected.ExecuteAsync(session, new TrimCollected(key.Pipeline, key.Partition, gone)).ConfigureAwait(false);
    }

    private static byte[] Bytes(ReadOnlyMemory<byte> memory) =>
        MemoryMarshal.TryGetArray(memory, out var part) && part.Array!.Length == part.Count ? part.Array : memory.ToArray();
}
