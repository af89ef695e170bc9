using System.Buffers.Text;
using Confluent.Kafka;
using SignalDetect.Core.Pipeline;

namespace SignalDetect.Kafka.Streaming;

/// <summary>A record as it was consumed, kept until its partition's owner reads it.</summary>
internal readonly record struct LoggedRecord(long Offset, long Timestamp, byte[]? Value, Origin? Origin, long? Arrival, long? Time)
{
    /// <summary>How long it is, bytes.</summary>
    public int Length => Value?.Length ?? 0;

    /// <summary>Takes over what the stages need of a consumed record.</summary>
    public static LoggedRecord From(ConsumeResult<Ignore, byte[]?> result)
    {
        var message = result.Message;
        var headers = message.Headers;
        Origin? origin = null;
        if (headers is { Count: > 0 } && headers.TryGetLastBytes(Core.Pipeline.Origin.Header, out var text) && Core.Pipeline.Origin.TryParse(text, out var read))
            origin = read;
        var (arrival, time) = origin is null ? (null, null) : (Number(headers!, Core.Pipeline.Origin.ArrivalHeader), Number(headers!, Core.Pipeline.Origin.TimeHeader));
        return new LoggedRecord(result.Offset.Value, message.Timestamp.UnixTimestampMs, message.Value, origin, arrival, time);
    }

    /// <summary>As the stages read it.</summary>
    public LogRecord ToLogRecord() => new(Offset, Timestamp, Value, Origin, Arrival, Time);

    private static long? Number(Headers headers, string name) =>
        headers.TryGetLastBytes(name, out var text) && Utf8Parser.TryParse(text, out long number, out var used) && used == text.Length ? number : null;
}
