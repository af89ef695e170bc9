using SignalDetect.Core.Pipeline;

namespace SignalDetect.Kafka.Streaming;

/// <summary>Where a partition's new owner begins to read.</summary>
/// <param name="Start">The first offset to read.</param>
/// <param name="OutcomesFrom">Records before it have had their outcome.</param>
/// <param name="Missing">How many records the log no longer holds of those that should be read.</param>
/// <param name="Lost">The offset that the store names and the log no longer holds; null where it holds all.</param>
/// <param name="What">What the missing records mean.</param>
internal readonly record struct LogPosition(long Start, long OutcomesFrom, long Missing = 0, long? Lost = null, string What = "")
{
    /// <summary>Holds what the store knows against what the log holds: from <paramref name="first"/> up to, not including, <paramref name="end"/>.</summary>
    public static LogPosition Find(StoredPartition stored, long first, long end)
    {
        if (stored.Offset == 0 && stored.Snapshot.IsEmpty) return new LogPosition(first, first);
        if (stored.Offset > end) return new LogPosition(first, first, stored.Offset - end, stored.Offset, "the log is shorter than it was");
        if (stored.Offset < first) return new LogPosition(first, first, first - stored.Offset, stored.Offset, "nobody has read them");
        if (stored.SnapshotOffset < first)
            return new LogPosition(first, stored.Offset, first - stored.SnapshotOffset, stored.SnapshotOffset, "they had their outcome; the state lacks them");
        return new LogPosition(stored.SnapshotOffset, stored.Offset);
    }
}
