using SignalDetect.Core.Pipeline;

namespace SignalDetect.Storage.SqlServer.Statements;

internal sealed record Owned(string Pipeline, string Topic, int Partition)
{
    public static Owned By(PartitionKey key) => new(key.Pipeline, key.Topic, key.Partition);
}

internal sealed record CountedPartition(string Pipeline, string Topic, int PartitionCount);

internal sealed record NewPartition(string Pipeline, string Topic, int Partition, int PartitionCount);

internal sealed record Fence(
    string Pipeline, string Topic, int Partition, long Epoch, long LogOffset, long? SnapshotOffset, TimeParameter Time, long Sent, long Extra, long Counted,
    long Duplicate, long Dead, long Unmatched)
{
    public static Fence Of(PartitionCommit commit)
    {
        var (key, sums) = (commit.Key, commit.Totals);
        return new Fence(
            key.Pipeline, key.Topic, key.Partition, commit.Epoch, commit.Offset, commit.Snapshot is null ? null : commit.Offset, new TimeParameter(commit.Time),
            sums.Sent, sums.Extra, sums.Counted, sums.Duplicate, sums.Dead, sums.Unmatched);
    }
}

internal sealed record Snapshot(string Pipeline, string Topic, int Partition, byte[] State);

internal sealed record Numbers(int Needed);

internal sealed record PendingMessages(string Pipeline, string Topic, int Partition, int Limit);

internal sealed record PublishedMessages(string Pipeline, string Topic, int Partition, long Through);
