namespace SignalDetect.Kafka.Clients;

/// <summary>How long to wait before the next try: a tenth of a second at first, twice as long each time, five seconds at most.</summary>
internal struct Backoff()
{
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(5);

    private TimeSpan next = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits.</summary>
    public Task WaitAsync(TimeProvider time, CancellationToken cancel)
    {
        var wait = next;
        next = wait * 2 < Most ? wait * 2 : Most;
        return Task.Delay(wait, time, cancel);
    }
}
