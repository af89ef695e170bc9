namespace SignalDetect.Kafka.Streaming;

/// <summary>
/// When a commit carries a snapshot: once as much log was read as the last snapshot is long, so that snapshots at most double what is written; but at the
/// latest after a mebibyte, however long the snapshot: a snapshot is worth nothing once the log has dropped what came after it, and a short log drops it soon.
/// </summary>
internal sealed class SnapshotCadence
{
    private const long Least = 256 << 10;
    private const long Most = 1 << 20;

    /// <summary>What a log holds of a record beside its value, about.</summary>
    private const int Around = 64;

    private bool any;
    private long length;
    private long read;

    /// <summary>True when something was read since the last snapshot.</summary>
    public bool IsBehind => read > 0;

    /// <summary>True when the next commit is to carry one.</summary>
    public bool IsDue => !any || read > Math.Clamp(length, Least, Most);

    /// <summary>A record of so many bytes was read.</summary>
    public void Read(int bytes) => read += bytes + Around;

    /// <summary>A snapshot of so many bytes was stored, or found.</summary>
    public void Stored(int bytes) => (any, length, read) = (true, bytes, 0);
}
