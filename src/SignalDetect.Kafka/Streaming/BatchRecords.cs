using System.Globalization;
using System.Text;
using Confluent.Kafka;
using SignalDetect.Core.Pipeline;
using SignalDetect.Core.Signals;
using SignalDetect.Kafka.Clients;

namespace SignalDetect.Kafka.Streaming;

/// <summary>Makes the records that leave for Kafka on behalf of a batch.</summary>
/// <param name="partition">The partition that the batch was read from.</param>
internal sealed class BatchRecords(StreamingOptions options, int partition, int partitions)
{
    /// <summary>Dead letters and forwards: to be acknowledged before the relays are sent.</summary>
    public List<Outgoing> Signals(BatchOutput output) => [.. output.Dead.Select(Dead), .. output.Forwards.Select(Forward)];

    /// <summary>The partition's time, for every other partition.</summary>
    public List<Outgoing> Relays(BatchOutput output)
    {
        if (output.Relay is not { } time) return [];
        return [.. from other in Enumerable.Range(0, partitions)
                   where other != partition
                   select TickRecords.Make(options.Topic, other, time, TickRecords.Service, partition)];
    }

    private Outgoing Dead(DeadLetter letter) => new(
        options.DeadTopic, Partition.Any, null, letter.Bytes, new Headers
        {
            { "reason", Ascii(letter.Reason.Name()) },
            { "topic", Encoding.UTF8.GetBytes(options.Topic) },
            { "partition", Number(partition) },
            { "offset", Number(letter.Offset) },
            { "index", Number(letter.Index) },
            { "length", Number(letter.Length) },
        });

    private Outgoing Forward(Forward forward) => new(
        options.Topic, forward.Partition, Encoding.UTF8.GetBytes(forward.Service), forward.Value,
        new Headers { { Origin.Header, forward.Origin.ToBytes() }, { Origin.ArrivalHeader, Number(forward.Arrival) }, { Origin.TimeHeader, Number(forward.Time) } },
        forward.Arrival);

    private static byte[] Number(long number) => Ascii(number.ToString(CultureInfo.InvariantCulture));

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);
}
