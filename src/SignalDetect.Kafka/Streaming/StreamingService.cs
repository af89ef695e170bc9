using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using SignalDetect.Core.Pipeline;
using SignalDetect.Kafka.Clients;

namespace SignalDetect.Kafka.Streaming;

/// <summary>
/// The streaming service: reads its share of the topic's partitions through the stages, and commits rows, state and offset to the store, exactly once.
/// A broker or a database that is away is waited for.
/// </summary>
/// <param name="store">Not disposed here.</param>
/// <param name="observer">Called after each committed batch with its partition and what it brought, from that partition's owner; the output is valid during the call.</param>
public sealed class StreamingService(
    StreamingOptions options, PipelineSetup setup, IStore store, ILoggerFactory loggers, TimeProvider time, Action<int, BatchOutput>? observer = null)
{
    private static readonly TimeSpan StopWithin = TimeSpan.FromMilliseconds(4_000);

    private readonly ILogger log = loggers.CreateLogger("SignalDetect.Kafka");
    private readonly LogPace pace = new(time);

    /// <summary>Runs until it is cancelled; then it finishes what is in progress, commits and leaves the group, within five seconds.</summary>
    /// <exception cref="KafkaDeniedException">Wrong credentials, or no right to the topics or the group.</exception>
    /// <exception cref="KafkaException">The client has met an error after which it cannot go on, or a setting it does not know.</exception>
    /// <exception cref="PartitionCountException">The topic's partition count differs from the stored one.</exception>
    /// <exception cref="StoreNotReadyException">The schema is missing or older than this program.</exception>
    public async Task RunAsync(CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Exception? denied = null;
        using var metrics = new StreamingMetrics();
        var calls = new StoreCalls(store, log, time);
        PollLoop? loop = null;
        Task polling = Task.CompletedTask;
        var consumer = Consumer(OnError, () => loop!);
        var sender = new Sender(options.Bootstrap, options.ClientSettings, log, time, OnError);
        try
        {
            await calls.CallAsync(PrepareAsync, stop.Token).ConfigureAwait(false);
            var partitions = await PartitionsAsync(consumer, stop.Token).ConfigureAwait(false);
            loop = new PollLoop(consumer, new Surroundings(options, setup, partitions, calls, sender, metrics, new GroupOffsets(options.Topic, log), log, time, observer));
            polling = Task.Factory.StartNew(() => loop.Run(stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            await EndAsync(polling, stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopped before there was anything to leave, or for the reason below.
            log.Stopped();
        }
        finally
        {
            sender.Dispose();
            // One that still waits for the cluster to let it go is left to end with the process.
            if (polling.IsCompleted) consumer.Dispose();
        }

        if (denied is not null) throw denied;

        void OnError(Error error)
        {
            if (KafkaDeniedException.Is(error.Code))
            {
                denied = new KafkaDeniedException($"Kafka at {options.Bootstrap} refuses this program: {error.Reason}");
                stop.Cancel();
            }
            else if (error.Code is ErrorCode.Local_AllBrokersDown or ErrorCode.Local_Resolve && pace.IsDue())
            {
                log.WaitingForKafka(options.Bootstrap, error.Reason);
            }
        }
    }

    private static async Task<bool> PrepareAsync(IStore store, CancellationToken cancel)
    {
        await store.PrepareAsync(cancel).ConfigureAwait(false);
        return true;
    }

    private async Task EndAsync(Task polling, CancellationToken stop)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = stop.Register(() => stopped.TrySetResult()).ConfigureAwait(false);
        await Task.WhenAny(polling, stopped.Task).ConfigureAwait(false);
        try
        {
            await polling.WaitAsync(StopWithin, time, CancellationToken.None).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            log.LeavingAbruptly();
        }
    }

    private async Task<int> PartitionsAsync(IConsumer<Ignore, byte[]?> consumer, CancellationToken cancel)
    {
        var backoff = new Backoff();
        while (true)
        {
            var (partitions, error) = await Topics.PartitionsAsync(consumer.Handle, options.Topic).ConfigureAwait(false);
            if (error is null) return partitions;
            if (KafkaDeniedException.Is(error.Code)) throw new KafkaDeniedException($"Kafka refuses topic '{options.Topic}': {error.Reason}");
            if (pace.IsDue()) log.WaitingForTopic(options.Topic, error.Reason);
            await backoff.WaitAsync(time, cancel).ConfigureAwait(false);
        }
    }

    private IConsumer<Ignore, byte[]?> Consumer(Action<Error> onError, Func<PollLoop> loop) =>
        new ConsumerBuilder<Ignore, byte[]?>(ClientSettings.Consumer(options.Bootstrap, options.Group, options.ClientSettings))
            .SetErrorHandler((_, error) => onError(error))
            .SetLogHandler((_, message) => log.FromClient(message.Name, message.Message))
            .SetPartitionsAssignedHandler((_, partitions) => loop().Assigned(partitions))
            .SetPartitionsRevokedHandler((_, partitions) => loop().Revoked(Numbers(partitions)))
            .SetPartitionsLostHandler((_, partitions) => loop().Lost(Numbers(partitions)))
            .Build();

    private static int[] Numbers(List<TopicPartitionOffset> partitions) => [.. partitions.Select(partition => partition.Partition.Value)];
}
