using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace SignalDetect.Kafka.Clients;

/// <summary>
/// Says that Kafka is waited for: once, however many wait, and again every ten seconds for as long as the cluster does not show the topic. The clients
/// themselves say that all brokers are away only once.
/// </summary>
internal sealed class ClusterWatch(Handle client, string bootstrap, string topic, ILogger log, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private readonly CancellationTokenSource stop = new();
    private Task watching = Task.CompletedTask;

    /// <summary>Something waits, for a reason.</summary>
    public void Waits(string reason)
    {
        lock (gate)
            if (watching.IsCompleted && !stop.IsCancellationRequested) watching = WatchAsync(reason);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Task last;
        lock (gate)
        {
            stop.Cancel();
            last = watching;
        }

        await Task.WhenAny(last).ConfigureAwait(false);
    }

    private async Task WatchAsync(string reason)
    {
        for (string? waits = reason; waits is not null;)
        {
            log.WaitingForKafka(bootstrap, waits);
            await Task.Delay(Pace, time, stop.Token).ConfigureAwait(false);
            waits = (await Topics.PartitionsAsync(client, topic).ConfigureAwait(false)).Error?.Reason;
        }
    }
}
