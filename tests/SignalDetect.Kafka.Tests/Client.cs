using Confluent.Kafka;

namespace SignalDetect.Kafka.Tests;

/// <summary>Clients set up for the embedded broker, and what tests ask of them.</summary>
internal static class Client
{
    // Longer than anything here takes, so that only a broken broker runs into it.
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    internal static IProducer<byte[]?, byte[]?> Producer(EmbeddedBroker broker, Action<ProducerConfig>? change = null)
    {
        var settings = new ProducerConfig { BootstrapServers = broker.Bootstrap, LingerMs = 1 };
        change?.Invoke(settings);
        return new ProducerBuilder<byte[]?, byte[]?>(settings).SetLogHandler((_, _) => { }).SetErrorHandler((_, _) => { }).Build();
    }

    internal static IConsumer<byte[]?, byte[]?> Consumer(EmbeddedBroker broker, string group = "test", Action<ConsumerConfig>? change = null)
    {
        var settings = new ConsumerConfig
        {
            BootstrapServers = broker.Bootstrap,
            GroupId = group,
            AutoOffsetReset = AutoOffsetReset.Earliest,
            EnableAutoCommit = false,
            // The broker answers an empty fetch, and ends a rebalance, only after the longest time that the client allows it; a session has to
            // outlast the 3 s for which an older librdkafka keeps a new group waiting.
            FetchWaitMaxMs = 10,
            SessionTimeoutMs = 4000,
            HeartbeatIntervalMs = 200,
        };
        change?.Invoke(settings);
        return new ConsumerBuilder<byte[]?, byte[]?>(settings).SetLogHandler((_, _) => { }).SetErrorHandler((_, _) => { }).Build();
    }

    /// <summary>The next records of one partition, from its beginning.</summary>
    internal static List<ConsumeResult<byte[]?, byte[]?>> Read(EmbeddedBroker broker, string topic, int partition, int count)
    {
        using var consumer = Consumer(broker);
        consumer.Assign(new TopicPartitionOffset(topic, partition, Offset.Beginning));
        var records = new List<ConsumeResult<byte[]?, byte[]?>>();
        while (records.Count < count && consumer.Consume(Patience) is { } record)
        {
            records.Add(record);
        }

        return records;
    }
}
