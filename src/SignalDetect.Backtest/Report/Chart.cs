using SignalDetect.Core.Detectors;

namespace SignalDetect.Backtest.Report;

/// <summary>
/// A stream's course in few points: of each of some buckets of as many rows the least and the largest value, the mean band, the largest score and the smallest
/// p-value, so that nothing that stood out is lost; and single rows where something happened.
/// </summary>
internal sealed class Chart
{
    private const int AllBuckets = 200_000;
    private const int FewestBuckets = 60;
    private const int DenseBuckets = 2000;

    private readonly long rowsEach;
    private readonly long windowMs;
    private readonly ChartDetail detail;
    private long rows;

    /// <param name="first">Start of the first window, Unix milliseconds.</param>
    /// <param name="end">End of the last one.</param>
    /// <param name="windowMs">The length of a window.</param>
    /// <param name="rows">Rows that come, at most.</param>
    /// <param name="most">Buckets at most; of single rows twice as many for alerts, and for labels.</param>
    /// <param name="starts">The earliest and the latest start of each label.</param>
    public Chart(long first, long end, long windowMs, long rows, int most, IReadOnlyList<(long Earliest, long Latest)>? starts = null)
        : this(first, end, windowMs, Each(rows, most), (int)((rows + Each(rows, most) - 1) / Each(rows, most)), new ChartDetail(2 * most, windowMs, starts ?? []))
    {
    }

    /// <summary>An empty one with room for some buckets, or one whose first buckets somebody fills.</summary>
    public Chart(long first, long end, long windowMs, long rowsEach, int length, ChartDetail detail, bool isWhole = true, int buckets = 0)
    {
        (IsWhole, Buckets) = (isWhole, buckets);
        (First, End, this.windowMs, this.rowsEach, this.detail) = (first, Math.Max(end, first + 1), windowMs, rowsEach, detail);
        (Times, Least, Largest) = (new long[length], new float[length], new float[length]);
        (Expected, Lower, Upper) = (new float[length], new float[length], new float[length]);
        (Score, PValue) = (new float[length], new float[length]);
        (Collected, Judged) = (new int[length], new int[length]);
    }

    /// <summary>The same with fewer buckets: some that follow each other as one.</summary>
    private Chart(Chart dense, int each) : this(dense.First, dense.End, dense.windowMs, dense.rowsEach * each, (dense.Buckets + each - 1) / each, dense.detail, dense.IsWhole)
    {
        for (var i = 0; i < dense.Buckets; i++)
        {
            var to = i / each;
            if (i % each == 0) Times[Buckets++] = dense.Times[i];
            if (dense.Collected[i] > 0)
            {
                Least[to] = Collected[to] > 0 ? Math.Min(Least[to], dense.Least[i]) : dense.Least[i];
                Largest[to] = Collected[to] > 0 ? Math.Max(Largest[to], dense.Largest[i]) : dense.Largest[i];
            }

            if (dense.Judged[i] > 0) PValue[to] = Judged[to] > 0 ? Math.Min(PValue[to], dense.PValue[i]) : dense.PValue[i];
            Score[to] = Math.Max(Score[to], dense.Score[i]);
            (Expected[to], Lower[to], Upper[to]) = (Expected[to] + dense.Expected[i], Lower[to] + dense.Lower[i], Upper[to] + dense.Upper[i]);
            (Collected[to], Judged[to]) = (Collected[to] + dense.Collected[i], Judged[to] + dense.Judged[i]);
        }
    }

    /// <summary>Buckets of each chart at most, so that memory stays small with many streams.</summary>
    public static int MostBuckets(int streams) => Math.Clamp(AllBuckets / Math.Max(1, streams), FewestBuckets, DenseBuckets);

    /// <summary>Unix milliseconds at the left edge.</summary>
    public long First { get; }

    /// <summary>Unix milliseconds at the right edge.</summary>
    public long End { get; }

    /// <summary>Rows of a bucket.</summary>
    public long RowsEach => rowsEach;

    /// <summary>The length of a window, milliseconds.</summary>
    public long WindowMs => windowMs;

    /// <summary>True while all values are whole numbers.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>Single rows where something happened; empty where the buckets are rows themselves.</summary>
    public IReadOnlyList<ChartRow> Detail => rowsEach > 1 ? detail.Rows : [];

    /// <summary>How many buckets there are so far.</summary>
    public int Buckets { get; private set; }

    /// <summary>The start of each bucket's first window.</summary>
    public long[] Times { get; }

    public float[] Least { get; }

    public float[] Largest { get; }

    /// <summary>Sums, as <see cref="Lower"/> and <see cref="Upper"/>; over <see cref="Judged"/> they are means.</summary>
    public float[] Expected { get; }

    public float[] Lower { get; }

    public float[] Upper { get; }

    /// <summary>The largest in each bucket.</summary>
    public float[] Score { get; }

    /// <summary>The smallest in each bucket that has an expectation.</summary>
    public float[] PValue { get; }

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
    public void Add(long time, double value, in StreamJudgement judged, bool alert)
    {
        var bucket = Next(time);
        var row = new ChartRow(
            time, (float)value, (float)judged.Expected, (float)judged.Lower, (float)judged.Upper, (float)judged.Score, (float)judged.PValue);
        detail.Add(row, alert);
        IsWhole &= value == Math.Floor(value);
        if (Collected[bucket]++ == 0) Least[bucket] = Largest[bucket] = row.Value;
        else if (row.Value < Least[bucket]) Least[bucket] = row.Value;
        else if (row.Value > Largest[bucket]) Largest[bucket] = row.Value;
        if (row.Score > Score[bucket]) Score[bucket] = row.Score;
        if (float.IsNaN(row.Expected)) return;
        if (Judged[bucket]++ == 0 || row.PValue < PValue[bucket]) PValue[bucket] = row.PValue;
        Expected[bucket] += row.Expected;
        Lower[bucket] += row.Lower;
        Upper[bucket] += row.Upper;
    }

    /// <summary>The same in so many buckets at most.</summary>
    public Chart Thinned(int most) => Buckets > most ? new Chart(this, (Buckets + most - 1) / most) : this;

    private static long Each(long rows, int most) => Math.Max(1, (rows + most - 1) / most);

    private int Next(long time)
    {
        if (rows++ % rowsEach == 0) Times[Buckets++] = time;
        return Buckets - 1;
    }
}
