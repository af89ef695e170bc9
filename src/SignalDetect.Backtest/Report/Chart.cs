using SignalDetect.Core.Detectors;

namespace SignalDetect.Backtest.Report;

/// <summary>A stream's course in few points: least and largest value, and mean band, of each of some buckets of as many rows.</summary>
internal sealed class Chart
{
    private readonly long rowsEach;
    private readonly long windowMs;
    private long rows;

    /// <param name="first">Start of the first window, Unix milliseconds.</param>
    /// <param name="end">End of the last one.</param>
    /// <param name="windowMs">The length of a window.</param>
    /// <param name="rows">Rows that come, at most.</param>
    /// <param name="most">Buckets at most.</param>
    public Chart(long first, long end, long windowMs, long rows, int most)
    {
        (First, End) = (first, Math.Max(end, first + 1));
        this.windowMs = windowMs;
        rowsEach = Math.Max(1, (rows + most - 1) / most);
        var length = (int)((rows + rowsEach - 1) / rowsEach);
        (Times, Least, Largest) = (new long[length], new float[length], new float[length]);
        (Expected, Lower, Upper) = (new float[length], new float[length], new float[length]);
        (Collected, Judged) = (new int[length], new int[length]);
    }

    /// <summary>Unix milliseconds at the left edge.</summary>
    public long First { get; }

    /// <summary>Unix milliseconds at the right edge.</summary>
    public long End { get; }

    /// <summary>How many there are so far.</summary>
    public int Buckets { get; private set; }

    /// <summary>The start of each bucket's first window.</summary>
    public long[] Times { get; }

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

    /// <summary>True when no rows are missing between a bucket and the one before it.</summary>
    public bool Follows(int bucket) => bucket > 0 && Times[bucket] - Times[bucket - 1] <= (rowsEach + 1) * windowMs * 3 / 2;

    /// <summary>The middle of a bucket's time.</summary>
    public long Middle(int bucket) => Times[bucket] + rowsEach * windowMs / 2;

    /// <summary>Adds a row that was not collected.</summary>
    public void AddUnknown(long time) => Next(time);

    /// <summary>Adds a row.</summary>
    public void Add(long time, double value, in StreamJudgement judged)
    {
        var bucket = Next(time);
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

    private int Next(long time)
    {
        if (rows++ % rowsEach == 0) Times[Buckets++] = time;
        return Buckets - 1;
    }
}
