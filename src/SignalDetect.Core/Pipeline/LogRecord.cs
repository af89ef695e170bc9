namespace SignalDetect.Core.Pipeline;

/// <summary>One record of a partition's log.</summary>
/// <param name="offset">Its place in the log.</param>
/// <param name="timestamp">The record's timestamp, Unix milliseconds; what no calendar has is the nearest that it has.</param>
/// <param name="value">Its bytes; empty for none.</param>
/// <param name="origin">The header <c>origin</c>, where the service itself wrote the record.</param>
/// <param name="arrival">The header <c>arrival</c> of a forwarded signal, Unix milliseconds.</param>
/// <param name="time">The header <c>time</c> of a forwarded signal, Unix milliseconds.</param>
public readonly ref struct LogRecord(long offset, long timestamp, ReadOnlySpan<byte> value, Origin? origin = null, long? arrival = null, long? time = null)
{
    /// <summary>Its place in the log.</summary>
    public long Offset { get; } = offset;

    /// <summary>Unix milliseconds.</summary>
    public long Timestamp { get; } = RowTime.Within(timestamp);

    /// <summary>The record's bytes.</summary>
    public ReadOnlySpan<byte> Value { get; } = value;

    /// <summary>Null for what others wrote.</summary>
    public Origin? Origin { get; } = origin;

    /// <summary>When a forwarded signal was first read.</summary>
    public long Arrival { get; } = RowTime.Within(arrival ?? timestamp);

    /// <summary>The time of the partition in which a forwarded signal was first read, with it.</summary>
    public long Time { get; } = RowTime.Within(time ?? arrival ?? timestamp);
}
