using Confluent.Kafka;

namespace SignalDetect.Kafka.Clients;

/// <summary>The clients' settings: first what is passed through, then what correctness rests on, which nothing overrides.</summary>
internal static class ClientSettings
{
    /// <summary>A consumer that neither commits nor moves an offset by itself, and says where a partition ends.</summary>
    public static ConsumerConfig Consumer(string bootstrap, string group, IReadOnlyDictionary<string, string> passed) =>
        new(Defaults(passed, ("fetch.wait.max.ms", "100"), ("queued.min.messages", "20000"), ("queued.max.messages.kbytes", "32768")))
        {
            BootstrapServers = bootstrap,
            GroupId = group,
            EnableAutoCommit = false,
            EnableAutoOffsetStore = false,
            AutoOffsetReset = AutoOffsetReset.Error,
            EnablePartitionEof = true,
            AllowAutoCreateTopics = false,
            ConsumeResultFields = "timestamp,headers",
        };

    /// <summary>A producer that keeps the order within a partition and doubles nothing.</summary>
    public static ProducerConfig Producer(string bootstrap, IReadOnlyDictionary<string, string> passed) =>
        new(Defaults(passed, ("linger.ms", "5"), ("queue.buffering.max.messages", "500000")))
        {
            BootstrapServers = bootstrap,
            EnableIdempotence = true,
            Acks = Acks.All,
            DeliveryReportFields = "none",
        };

    private static Dictionary<string, string> Defaults(IReadOnlyDictionary<string, string> passed, params ReadOnlySpan<(string Key, string Value)> defaults)
    {
        var settings = new Dictionary<string, string>(passed, StringComparer.Ordinal);
        foreach (var (key, value) in defaults) settings.TryAdd(key, value);
        return settings;
    }
}
