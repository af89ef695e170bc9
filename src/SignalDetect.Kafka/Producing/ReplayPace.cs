namespace SignalDetect.Kafka.Producing;

/// <summary>Holds a replay to its speed: each step is due so long after the first as its time is, divided by the speed.</summary>
/// <param name="speed">How many times faster than real time; 0 never waits.</param>
internal sealed class ReplayPace(double speed, TimeProvider time)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private long? first;
    private long begun;

    /// <summary>Waits until a step of the replay's time is due.</summary>
    /// <param name="at">Unix milliseconds.</param>
    public async ValueTask WaitAsync(long at, CancellationToken cancel)
    {
        if (speed <= 0) return;
        if (first is null)
        {
            first = at;
            begun = time.GetTimestamp();
        }

        var due = (at - first.Value) / speed;
        while (due - time.GetElapsedTime(begun).TotalMilliseconds is > 0 and var left)
            await Task.Delay(left < LongestWait.TotalMilliseconds ? TimeSpan.FromMilliseconds(left) : LongestWait, time, cancel).ConfigureAwait(false);
    }
}
