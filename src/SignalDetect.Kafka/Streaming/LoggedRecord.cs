using System.Buffers.Text;
using Confluent.Kafka;
using SignalDetect.Core.Pipeline;

namespace SignalDetect.Kafka.Streaming;

/// <summary>A record as it was consumed, kept until its partition's owner reads it.</summary>
internal readonly record struct LoggedRecord(long Offset, long Timestamp, byte[]? Value, Origin? Origin, long? Arrival)
{
    /// <summary>How long it is, bytes.</summary>
    public int Length => Value?.Length ?? 0;

    /// <summary>Takes over what the stages need of a consumed record.</summary>
    public static LoggedRecord From(ConsumeResult<Ignore, byte[]?> result)
    {
        var message = result.Message;
        var headers = message.Headers;
        Origin? origin = null;
        long? arrival = null;
        if (headers is { Count: > 0 })
        {
            if (headers.TryGetLastBytes(Core.Pipeline.Origin.Header, out var text) && Core.Pipeline.Origin.TryParse(text, out var read)) origin = read;
            if (headers.TryGetLastBytes(Core.Pipeline.Origin.ArrivalHeader, out text) && Utf8Parser.TryParse(text, out long time, out var used) && used == text.Length)
                arrival = time;
        }

        return new LoggedRecord(result.Offset.Value, message.Timestamp.UnixTimestampMs, message.Value, origin, arrival);
    }

    /// <summary>As the stages read it.</summary>
    public LogRecord ToLogRecord() => new(Offset, Timestamp, Value, Origin, Arrival);
}
