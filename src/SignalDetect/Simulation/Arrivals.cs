namespace SignalDetect.Simulation;

/// <summary>Lines that are on their way, given out in the order in which they arrive.</summary>
internal sealed class Arrivals
{
    private readonly PriorityQueue<byte[], (long Arrival, long Number)> lines = new();
    private long number;

    /// <summary>Sends a line that arrives at a time, Unix milliseconds.</summary>
    public void Add(long arrival, byte[] line) => lines.Enqueue(line, (arrival, number++));

    /// <summary>What arrives before a time.</summary>
    public IEnumerable<byte[]> Before(long time)
    {
        while (lines.TryPeek(out var line, out var when) && when.Arrival < time)
        {
            lines.Dequeue();
            yield return line;
        }
    }
}
