using System.Globalization;
using System.Text;
using Confluent.Kafka;
using SignalDetect.Core.Pipeline;
using SignalDetect.Kafka.Clients;

namespace SignalDetect.Kafka.Streaming;

/// <summary>Makes ticks: records that say nothing but the time.</summary>
internal static class TickRecords
{
    /// <summary>The source of a service's ticks.</summary>
    public const string Service = "signaldetect";

    /// <summary>The source of a replay's ticks.</summary>
    public const string Producer = "produce";

    /// <summary>A tick into a partition.</summary>
    /// <param name="time">Unix milliseconds, the record's timestamp too.</param>
    /// <param name="origin">The partition in whose name it is written; null for the partition's own.</param>
    public static Outgoing Make(string topic, int partition, long time, string source, int? origin = null) => new(
        topic, partition, null, Value(time, source), origin is { } from ? new Headers { { Origin.Header, Origin.Tick(from).ToBytes() } } : null, time);

    /// <summary>A tick's JSON.</summary>
    public static byte[] Value(long time, string source) =>
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""{"kind":"tick","at":"{{RowIds.Time(time)}}","source":"{{source}}"}"""));
}
