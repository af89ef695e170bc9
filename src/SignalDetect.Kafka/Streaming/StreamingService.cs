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

    /// <summary>Runs until it is cancelled; then it finishes what is in progress, commits and leaves the group, within five seconds.</summary>
    /// <exception cref="KafkaDeniedException">Wrong credentials, or no right to the topics or the group.</exception>
    /// <exception cref="KafkaException">The client has met an error after which it cannot go on, or a setting it does not know.</exception>
    /// <exception cref="PartitionCountException">The topic's partition count differs from the stored one.</exception>
    /// <exception cref="StoreNotReadyException">The schema is missing or older than this program.</exception>
    public async Task RunAsync(CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var metrics = new StreamingMetrics();
        await using var clients = new ServiceClients(options, log, time, stop);
        var calls = new StoreCalls(store, log, time);
        try
        {
            await calls.CallAsync(PrepareAsync, stop.Token).ConfigureAwait(false);
            var partitions = await PartitionsAsync(clients, stop.Token).ConfigureAwait(false);
            var offsets = new GroupOffsets(options.Topic, log);
            var loop = new PollLoop(
                clients.Consumer, new Surroundings(options, setup, partitions, calls, clients.Sender, clients.Watch, metrics, offsets, log, time, observer));
            clients.Loop = loop;
            clients.Polling = Task.Factory.StartNew(() => loop.Run(stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            await EndAsync(clients.Polling, stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopped before there was anything to leave.
            log.Stopped();
        }

        if (clients.Denied is { } denied) throw denied;
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

    private async Task<int> PartitionsAsync(ServiceClients clients, CancellationToken cancel)
    {
        var backoff = new Backoff();
        while (true)
        {
            var (partitions, error) = await Topics.PartitionsAsync(clients.Consumer.Handle, options.Topic).ConfigureAwait(false);
            if (error is null) return partitions;
            if (KafkaDeniedException.Is(error.Code)) throw new KafkaDeniedException($"Kafka refuses topic '{options.Topic}': {error.Reason}");
            clients.Watch.Waits($"topic '{options.Topic}': {error.Reason}");
            await backoff.WaitAsync(time, cancel).ConfigureAwait(false);
        }
    }
}
