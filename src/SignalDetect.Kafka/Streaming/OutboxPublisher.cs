using System.Text;
using System.Threading.Channels;
using SignalDetect.Core.Pipeline;
using SignalDetect.Kafka.Clients;

namespace SignalDetect.Kafka.Streaming;

/// <summary>Publishes a partition's detections and incidents from the outbox, in the order of their commits, each at least once.</summary>
internal sealed class OutboxPublisher(Surroundings surroundings, PartitionKey key)
{
    private const int MostAtOnce = 500;

    private readonly Channel<bool> wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Something was committed that is to be published.</summary>
    public void Wake() => wake.Writer.TryWrite(true);

    /// <summary>Nothing more will be committed.</summary>
    public void Complete() => wake.Writer.TryComplete();

    /// <summary>Publishes what is there, and whatever comes, until <see cref="Complete"/>.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        Wake();
        await foreach (var _ in wake.Reader.ReadAllAsync(cancel).ConfigureAwait(false)) await DrainAsync(cancel).ConfigureAwait(false);
    }

    private async Task DrainAsync(CancellationToken cancel)
    {
        while (true)
        {
            var pending = await surroundings.Store.CallAsync((store, token) => store.PendingAsync(key, MostAtOnce, token), cancel).ConfigureAwait(false);
            if (pending.Count == 0) return;
            await surroundings.Sender.SendAsync([.. pending.Select(Record)], cancel).ConfigureAwait(false);
            await surroundings.Store.CallAsync(
                async (store, token) =>
                {
                    await store.PublishedAsync(key, pending[^1].Id, token).ConfigureAwait(false);
                    return true;
                },
                cancel).ConfigureAwait(false);
        }
    }

    private Outgoing Record(OutboxMessage message)
    {
        var topic = message.Topic == "detections" ? surroundings.Options.DetectionsTopic : surroundings.Options.IncidentsTopic;
        return new Outgoing(topic, Confluent.Kafka.Partition.Any, Encoding.UTF8.GetBytes(message.Key), Encoding.UTF8.GetBytes(message.Value));
    }
}
