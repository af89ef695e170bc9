using Confluent.Kafka;

namespace SignalDetect.Kafka.Clients;

/// <summary>A record to send.</summary>
/// <param name="Partition">Where to; any partition where it is <see cref="Partition.Any"/>.</param>
/// <param name="Timestamp">Unix milliseconds; null for the time of sending.</param>
internal readonly record struct Outgoing(string Topic, Partition Partition, byte[]? Key, byte[] Value, Headers? Headers = null, long? Timestamp = null)
{
    public Message<byte[]?, byte[]> ToMessage() => new()
    {
        Key = Key,
        Value = Value,
        Headers = Headers,
        Timestamp = Timestamp is { } time ? new Timestamp(time, TimestampType.CreateTime) : Confluent.Kafka.Timestamp.Default,
    };
}
