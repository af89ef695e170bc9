using Confluent.Kafka;

namespace SignalDetect.EndToEnd.Tests.Streaming;

/// <summary>Reads <c>signals.dead</c> from its beginning, now and then, and removes repeats.</summary>
internal sealed class DeadLetterReader : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Cluster cluster;
    private readonly IConsumer<byte[]?, byte[]?> consumer;
    private readonly long[] next;
    private readonly Dictionary<(string, int, long, int), DeadLetter> letters = [];

    public DeadLetterReader(Cluster cluster)
    {
        this.cluster = cluster;
        next = new long[cluster.Partitions];
        consumer = new ConsumerBuilder<byte[]?, byte[]?>(new ConsumerConfig
        {
            // Nothing is skipped in silence: what the broker no longer holds is an error.
            BootstrapServers = cluster.Bootstrap, GroupId = "dead-letters", EnableAutoCommit = false, AutoOffsetReset = AutoOffsetReset.Error, FetchWaitMaxMs = 20,
        }).SetLogHandler((_, _) => { }).SetErrorHandler((_, _) => { }).Build();
        consumer.Assign(Enumerable.Range(0, cluster.Partitions).Select(partition => new TopicPartitionOffset(DeadLetter.DeadTopic, partition, 0)));
    }

    /// <summary>Takes what has come, without waiting for more.</summary>
    public void Read()
    {
        while (consumer.Consume(TimeSpan.Zero) is { } result) Add(result);
    }

    /// <summary>Reads on to the topic's end, and gives all that it has read, in the order of where it comes from.</summary>
    public IReadOnlyList<DeadLetter> ReadToEnd()
    {
        while (Enumerable.Range(0, next.Length).Any(partition => next[partition] < cluster.End(partition, DeadLetter.DeadTopic)))
            Add(consumer.Consume(Patience) ?? throw new TimeoutException("The dead letters do not come."));
        return [.. letters.Values.OrderBy(letter => letter.Place)];
    }

    /// <inheritdoc/>
    public void Dispose() => consumer.Dispose();

    private void Add(ConsumeResult<byte[]?, byte[]?> result)
    {
        next[result.Partition.Value] = result.Offset.Value + 1;
        var letter = DeadLetter.From(result.Message);
        letters.TryAdd(letter.Place, letter);
    }
}
