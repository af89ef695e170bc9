namespace SignalDetect.Kafka.Clients;

/// <summary>Lets one line in ten seconds through, however many wait for the same thing.</summary>
internal sealed class LogPace(TimeProvider time)
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private long? last;

    /// <summary>True when a line is due; then the next one is due in ten seconds.</summary>
    public bool IsDue()
    {
        lock (gate)
        {
            if (last is { } before && time.GetElapsedTime(before) < Pace) return false;
            last = time.GetTimestamp();
            return true;
        }
    }
}
