namespace SignalDetect.Core.Incidents;

/// <summary>The last judged windows of a service's total: from them the onset is estimated and recovery is told.</summary>
public sealed class RecentWindows(int capacity)
{
    private readonly Entry[] ring = new Entry[capacity];
    private int next;

    private readonly record struct Entry(long Start, double Value, double Expected, double Residual);

    /// <summary>How many windows are remembered.</summary>
    public int Count { get; private set; }

    /// <summary>Remembers a window judged at its end.</summary>
    public void Add(in JudgedWindow window)
    {
        ring[next] = new Entry(window.Start, window.Value, window.Judgement.Expected, window.Judgement.Residual);
        next = (next + 1) % ring.Length;
        Count = Math.Min(Count + 1, ring.Length);
    }

    /// <summary>Forgets everything: the time before is unknown.</summary>
    public void Clear() => Count = 0;

    /// <summary>Sums of value and expectation over the newest <paramref name="windows"/>.</summary>
    public (double Value, double Expected) Sum(int windows)
    {
        double value = 0, expected = 0;
        for (var back = 0; back < Math.Min(windows, Count); back++)
        {
            value += At(back).Value;
            expected += At(back).Expected;
        }

        return (value, expected);
    }

    /// <summary>The largest absolute residual over the newest <paramref name="windows"/>.</summary>
    public double LargestResidual(int windows)
    {
        var largest = 0.0;
        for (var back = 0; back < Math.Min(windows, Count); back++) largest = Math.Max(largest, Math.Abs(At(back).Residual));
        return largest;
    }

    /// <summary>
    /// The start of the window from which on the residuals speak most for a shift of <paramref name="direction"/>: it maximises the sum of
    /// (residual - 0.75), residuals capped at 4, which is the likelihood ratio of a shift by 1.5 standard deviations (Page, 1954).
    /// </summary>
    public long Onset(long detected, int direction)
    {
        double sum = 0, best = 0;
        var onset = detected;
        for (var back = 0; back < Count; back++)
        {
            var entry = At(back);
            if (entry.Start > detected) continue;
            sum += Math.Min(4, direction * entry.Residual) - 0.75;
            if (sum <= best) continue;
            best = sum;
            onset = entry.Start;
        }

        return onset;
    }

    /// <summary>Writes what is remembered, oldest first.</summary>
    public void Save(BinaryWriter to)
    {
        to.Write(Count);
        for (var back = Count - 1; back >= 0; back--)
        {
            var entry = At(back);
            to.Write(entry.Start);
            to.Write(entry.Value);
            to.Write(entry.Expected);
            to.Write(entry.Residual);
        }
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public void Load(BinaryReader from)
    {
        Count = next = 0;
        for (var left = from.ReadInt32(); left > 0; left--)
        {
            ring[next] = new Entry(from.ReadInt64(), from.ReadDouble(), from.ReadDouble(), from.ReadDouble());
            next = (next + 1) % ring.Length;
            Count = Math.Min(Count + 1, ring.Length);
        }
    }

    private Entry At(int back) => ring[(next - 1 - back + 2 * ring.Length) % ring.Length];
}
