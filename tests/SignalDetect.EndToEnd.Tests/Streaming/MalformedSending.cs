using Confluent.Kafka;
using SignalDetect.EndToEnd.Tests.Processes;
using Xunit;

namespace SignalDetect.EndToEnd.Tests.Streaming;

/// <summary>Sends messages, never farther ahead of the service than the broker remembers, and knows of each signal where in the log it stands.</summary>
internal sealed class MalformedSending : IDisposable
{
    private const int MostMessages = 1_000;
    private const int MostBytes = 1_500_000;

    private readonly Cluster cluster;
    private readonly DeadLetterReader dead;
    private readonly IProducer<byte[]?, byte[]?> producer;
    private int messages;
    private int bytes;

    public MalformedSending(Cluster cluster)
    {
        this.cluster = cluster;
        dead = new DeadLetterReader(cluster);
        producer = new ProducerBuilder<byte[]?, byte[]?>(new ProducerConfig { BootstrapServers = cluster.Bootstrap, EnableIdempotence = true, LingerMs = 5 }).SetLogHandler((_, _) => { }).Build();
    }

    /// <summary>What was sent, by partition, offset and line.</summary>
    public Dictionary<(int Partition, long Offset, int Index), MalformedLine> Signals { get; } = [];

    /// <summary>Sends one message.</summary>
    public async Task SendAsync(MalformedMessage sent)
    {
        var length = sent.Message.Value?.Length ?? 0;
        if (messages + 1 > MostMessages || bytes + length > MostBytes) await CommittedAsync();
        (messages, bytes) = (messages + 1, bytes + length);
        producer.Produce(new TopicPartition("signals", sent.Partition), sent.Message, report =>
        {
            if (report.Error.IsError) throw new InvalidOperationException(report.Error.Reason);
            lock (Signals)
                foreach (var (index, line) in sent.Signals) Signals.Add((sent.Partition, report.Offset.Value, index), line);
        });
    }

    /// <summary>Waits until the service has committed all that was sent.</summary>
    public async Task CommittedAsync()
    {
        await Task.Run(() => producer.Flush(Deadline.Standard));
        var ends = Enumerable.Range(0, cluster.Partitions).Select(partition => cluster.End(partition)).ToArray();
        await Deadline.UntilAsync(
            () =>
            {
                dead.Read();
                Assert.False(cluster.Service.HasExited, $"The service has ended.\n{cluster.Service}");
                var reached = cluster.Rows.Offsets();
                return ends.Index().All(end => reached.GetValueOrDefault(end.Index) >= end.Item);
            },
            () => $"{string.Join(' ', cluster.Rows.Offsets())} of {string.Join(' ', ends)}\n{cluster.Service}");
        (messages, bytes) = (0, 0);
    }

    /// <summary>All dead letters.</summary>
    public IReadOnlyList<DeadLetter> Dead() => dead.ReadToEnd();

    /// <inheritdoc/>
    public void Dispose()
    {
        producer.Dispose();
        dead.Dispose();
    }
}
