using Confluent.Kafka;

namespace SignalDetect.Kafka.Clients;

/// <summary>Asks the cluster about topics, through a client that creates none.</summary>
internal static class Topics
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);

    /// <summary>How many partitions a topic has, or why that is not known.</summary>
    public static Task<(int Partitions, Error? Error)> PartitionsAsync(Handle client, string topic) => Task.Run(() => Partitions(client, topic));

    /// <summary>The first offset that a partition still holds, and the one after its last.</summary>
    /// <exception cref="KafkaException">There is no answer.</exception>
    public static Task<WatermarkOffsets> EndsAsync<TKey, TValue>(IConsumer<TKey, TValue> consumer, TopicPartition partition) =>
        Task.Run(() => consumer.QueryWatermarkOffsets(partition, Timeout));

    private static (int Partitions, Error? Error) Partitions(Handle client, string topic)
    {
        using var admin = new DependentAdminClientBuilder(client).Build();
        try
        {
            var found = admin.GetMetadata(topic, Timeout).Topics.Single(one => one.Topic == topic);
            if (found.Error.IsError) return (0, found.Error);
            return found.Partitions.Count > 0 ? (found.Partitions.Count, null) : (0, new Error(ErrorCode.UnknownTopicOrPart));
        }
        catch (KafkaException failure)
        {
            return (0, failure.Error);
        }
    }
}
