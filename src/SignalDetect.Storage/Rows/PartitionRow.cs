using SignalDetect.Core.Pipeline;

namespace SignalDetect.Storage.Rows;

/// <summary>What is read of a row of <c>Partitions</c>.</summary>
internal sealed class PartitionRow
{
    public int PartitionCount { get; init; }

    public long Epoch { get; init; }

    public long LogOffset { get; init; }

    public long SnapshotOffset { get; init; }

    public long Sent { get; init; }

    public long Extra { get; init; }

    public long Counted { get; init; }

    public long Duplicate { get; init; }

    public long Dead { get; init; }

    public long Unmatched { get; init; }

    public StoredPartition With(byte[]? snapshot) =>
        new(Epoch, LogOffset, snapshot, SnapshotOffset, new Totals(Sent, Extra, Counted, Duplicate, Dead, Unmatched));

    /// <summary>Refuses a partition count other than the one that the pipeline's rows were made with.</summary>
    public static PartitionCountException Mismatch(PartitionKey key, int actual, int stored) => new(
        $"topic {key.Topic} has {actual} partitions, but pipeline {key.Pipeline} stored its state for {stored}: "
        + $"services would change their home partition; give the topic {stored} partitions, or the pipeline another name");
}
