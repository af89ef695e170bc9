using SignalDetect.Core.Catalogue;
using SignalDetect.Core.Signals;
using SignalDetect.Kafka.Clients;
using SignalDetect.Kafka.Streaming;

namespace SignalDetect.Kafka.Producing;

/// <summary>Makes a replay's records: a line with its service's key in its home, one without in the partitions in turn, a tick in each.</summary>
internal sealed class ReplayRecords(string topic, int partitions, ServiceCatalogue services)
{
    private readonly (byte[] Key, int Home)[] places = [.. services.Services.Select(service => (service.Key.ToArray(), HomePartition.Of(service.Key.Span, partitions)))];
    private int turn;

    /// <summary>A line's record.</summary>
    public Outgoing Line(in ReplayStep step)
    {
        var (key, partition) = step.Service >= 0 ? places[step.Service] : (null, turn++ % partitions);
        return new Outgoing(topic, partition, key, step.Line!, null, Timestamp(step.Time));
    }

    /// <summary>A tick's records.</summary>
    public IEnumerable<Outgoing> Ticks(long time) =>
        Enumerable.Range(0, partitions).Select(partition => TickRecords.Make(topic, partition, time, TickRecords.Producer) with { Timestamp = Timestamp(time) });

    /// <summary>The client takes 0 and less for "now".</summary>
    private static long Timestamp(long time) => Math.Max(1, time);
}
