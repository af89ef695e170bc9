using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using SignalDetect.Kafka.Clients;

namespace SignalDetect.Kafka.Streaming;

/// <summary>A service's consumer and producer, and what they say of the cluster.</summary>
internal sealed class ServiceClients : IAsyncDisposable
{
    private readonly StreamingOptions options;
    private readonly CancellationTokenSource stop;

    /// <param name="stop">Cancelled when the cluster refuses this program.</param>
    public ServiceClients(StreamingOptions options, ILogger log, TimeProvider time, CancellationTokenSource stop)
    {
        (this.options, this.stop) = (options, stop);
        Consumer = new ConsumerBuilder<Ignore, byte[]?>(ClientSettings.Consumer(options.Bootstrap, options.Group, options.ClientSettings))
            .SetErrorHandler((_, error) => OnError(error))
            .SetLogHandler((_, message) => log.FromClient(message.Name, message.Message))
            .SetPartitionsAssignedHandler((_, partitions) => Loop!.Assigned(partitions))
            .SetPartitionsRevokedHandler((_, partitions) => Loop!.Revoked(Numbers(partitions)))
            .SetPartitionsLostHandler((_, partitions) => Loop!.Lost(Numbers(partitions)))
            .Build();
        Watch = new ClusterWatch(Consumer.Handle, options.Bootstrap, options.Topic, log, time);
        Sender = new Sender(options.Bootstrap, options.ClientSettings, log, time, Watch.Waits, OnError);
    }

    public IConsumer<Ignore, byte[]?> Consumer { get; }

    public Sender Sender { get; }

    public ClusterWatch Watch { get; }

    /// <summary>Follows the group's assignments, once there is something to assign.</summary>
    public PollLoop? Loop { get; set; }

    /// <summary>The loop's end.</summary>
    public Task Polling { get; set; } = Task.CompletedTask;

    /// <summary>Why the cluster refuses this program; null where it does not.</summary>
    public KafkaDeniedException? Denied { get; private set; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Sender.Dispose();
        await Watch.DisposeAsync().ConfigureAwait(false);
        // A consumer that still waits for the cluster to let it go is left to end with the process.
        if (Polling.IsCompleted) Consumer.Dispose();
    }

    private static int[] Numbers(List<TopicPartitionOffset> partitions) => [.. partitions.Select(partition => partition.Partition.Value)];

    private void OnError(Error error)
    {
        if (KafkaDeniedException.Is(error.Code))
        {
            Denied ??= new KafkaDeniedException($"Kafka at {options.Bootstrap} refuses this program: {error.Reason}");
            stop.Cancel();
        }
        else if (error.Code is ErrorCode.Local_AllBrokersDown or ErrorCode.Local_Resolve)
        {
            Watch.Waits(error.Reason);
        }
    }
}
