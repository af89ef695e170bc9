using SignalDetect.Core.Detectors;

namespace SignalDetect.Backtest.Report;

/// <summary>A stream's course in few points: least and largest value, and mean band, of each of equal spans of time.</summary>
internal sealed class Chart
{
    private readonly long span;

    /// <param name="first">Start of the first window, Unix milliseconds.</param>
    /// <param name="end">End of the last one.</param>
    /// <param name="windowMs">The length of a window; no bucket is shorter.</param>
    /// <param name="most">Buckets at most.</param>
    public Chart(long first, long end, long windowMs, int most)
    {
        (First, End) = (first, Math.Max(end, first + 1));
        span = End - First;
        Buckets = (int)Math.Clamp(span / Math.Max(1, windowMs), 1, most);
        (Least, Largest) = (new float[Buckets], new float[Buckets]);
        (Expected, Lower, Upper) = (new float[Buckets], new float[Buckets], new float[Buckets]);
        (Collected, Judged) = (new int[Buckets], new int[Buckets]);
    }

    /// <summary>Unix milliseconds at the left edge.</summary>
    public long First { get; }

    /// <summary>Unix milliseconds at the right edge.</summary>
    public long End { get; }

    /// <summary>How many there are.</summary>
    public int Buckets { get; }

    public float[] Least { get; }

    public float[] Largest { get; }

    /// <summary>Sums, as <see cref="Lower"/> and <see cref="Upper"/>; over <see cref="Judged"/> they are means.</summary>
    public float[] Expected { get; }

    public float[] Lower { get; }

    public float[] Upper { get; }

    /// <summary>Windows with a value.</summary>
    public int[] Collected { get; }

    /// <summary>Windows with an expectation.</summary>
    public int[] Judged { get; }

    /// <summary>Adds a window.</summary>
    public void Add(long time, double value, in StreamJudgement judged)
    {
        var bucket = (int)Math.Clamp((time - First) / (double)span * Buckets, 0, Buckets - 1);
        var shown = (float)value;
        if (Collected[bucket]++ == 0) Least[bucket] = Largest[bucket] = shown;
        else if (shown < Least[bucket]) Least[bucket] = shown;
        else if (shown > Largest[bucket]) Largest[bucket] = shown;
        if (double.IsNaN(judged.Expected)) return;
        Judged[bucket]++;
        Expected[bucket] += (float)judged.Expected;
        Lower[bucket] += (float)judged.Lower;
        Upper[bucket] += (float)judged.Upper;
    }
}
