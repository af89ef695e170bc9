using SignalDetect.Kafka.Streaming;

namespace SignalDetect.Kafka.Tests.Streaming;

/// <summary>A service that runs until it is stopped.</summary>
internal sealed class RunningService : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();

    public RunningService(StreamingService service) => Running = Task.Run(() => service.RunAsync(stop.Token));

    public Task Running { get; }

    public bool Ended => Running.IsCompleted && !stop.IsCancellationRequested;

    public Exception? Failure => Running.Exception?.InnerException;

    /// <summary>Stops it in good order.</summary>
    /// <returns>How long that took.</returns>
    public async Task<TimeSpan> StopAsync()
    {
        var begun = TimeProvider.System.GetTimestamp();
        await stop.CancelAsync();
        await Running;
        return TimeProvider.System.GetElapsedTime(begun);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Task.WhenAny(Running);
        stop.Dispose();
    }
}
