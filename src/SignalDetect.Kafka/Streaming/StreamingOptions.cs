using System.Collections.Immutable;

namespace SignalDetect.Kafka.Streaming;

/// <summary>Where a streaming service reads and writes.</summary>
/// <param name="Bootstrap">The brokers' addresses, <c>host:port</c> separated by commas.</param>
/// <param name="Group">The consumer group that shares the topic's partitions.</param>
public sealed record StreamingOptions(string Bootstrap, string Group)
{
    /// <summary>The topic of signals.</summary>
    public string Topic { get; init; } = "signals";

    /// <summary>Where dead signals go; by default the topic's name with <c>.dead</c>.</summary>
    public string DeadTopic { get => field ?? Topic + ".dead"; init; }

    /// <summary>Where detections are published.</summary>
    public string DetectionsTopic { get; init; } = "detections";

    /// <summary>Where incidents are published.</summary>
    public string IncidentsTopic { get; init; } = "incidents";

    /// <summary>Further settings of the Kafka client under its own names, for instance <c>security.protocol</c>; what the service rests on stays as it is.</summary>
    public IReadOnlyDictionary<string, string> ClientSettings { get; init; } = ImmutableDictionary<string, string>.Empty;
}
