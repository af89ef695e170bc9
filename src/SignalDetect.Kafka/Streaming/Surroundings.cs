using Microsoft.Extensions.Logging;
using SignalDetect.Core.Pipeline;
using SignalDetect.Kafka.Clients;

namespace SignalDetect.Kafka.Streaming;

/// <summary>What all partitions of a service share.</summary>
/// <param name="Partitions">How many the topic has.</param>
/// <param name="Observer">Sees what each batch brought, once it is committed.</param>
/// <param name="Offsets">Tells the group how far a partition has come.</param>
internal sealed record Surroundings(
    StreamingOptions Options, PipelineSetup Setup, int Partitions, StoreCalls Store, Sender Sender, ClusterWatch Watch, StreamingMetrics Metrics,
    GroupOffsets Offsets, ILogger Log, TimeProvider Time, Action<int, BatchOutput>? Observer)
{
    /// <summary>The clock, Unix milliseconds.</summary>
    public long Clock => Time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>A partition's name in the store.</summary>
    public PartitionKey Key(int partition) => new(Setup.Name, Options.Topic, partition);
}
