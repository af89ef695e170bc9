using SignalDetect.Core.Pipeline;

namespace SignalDetect.Kafka.Streaming;

/// <summary>
/// When a silent partition gets a tick: every ten seconds of the clock, but only where its log follows the clock, so that today never gets into an old log.
/// </summary>
/// <param name="now">The clock when the partition was loaded, Unix milliseconds.</param>
internal sealed class LiveTick(long now)
{
    /// <summary>A log whose newest own record is no older than this follows the clock, milliseconds.</summary>
    private const long Fresh = 600_000;

    private long read = now;
    private long written = long.MinValue;

    /// <summary>An own record was read at a moment of the clock.</summary>
    public void OwnRead(long clock) => read = clock;

    /// <summary>The time of the tick to write now; null for none.</summary>
    public long? Due(long clock, PartitionTime time)
    {
        if (time.Own is not { } own) return null;
        var slot = clock - clock % PartitionTime.Tick;
        if (slot <= own || slot <= written) return null;
        if (time.NewestIsServiceTick) return slot;
        return own >= clock - Fresh && clock - read >= PartitionTime.Tick ? slot : null;
    }

    /// <summary>A tick was written.</summary>
    public void Written(long slot) => written = slot;
}
