using SignalDetect.Backtest.Report;

namespace SignalDetect.Backtest.Shards;

/// <summary>A stream's course in a shard's file, column by column.</summary>
/// <param name="First">Unix milliseconds at the left edge.</param>
/// <param name="End">Unix milliseconds at the right edge.</param>
/// <param name="WindowMs">The length of a window.</param>
/// <param name="RowsEach">Rows of a bucket.</param>
/// <param name="IsWhole">True where all values are whole numbers.</param>
/// <param name="Times">Of each bucket the start of its first window; the other columns are those of <see cref="Chart"/>.</param>
/// <param name="DetailTimes">Single rows: the start of each window.</param>
/// <param name="Detail">Of each single row value, expected, lower, upper, score and p-value.</param>
internal sealed record ChartPart(
    long First, long End, long WindowMs, long RowsEach, bool IsWhole, long[] Times, float[] Least, float[] Largest, float[] Expected, float[] Lower, float[] Upper,
    float[] Score, float[] PValue, int[] Collected, int[] Judged, long[] DetailTimes, float[] Detail)
{
    private const int DetailColumns = 6;

    public static ChartPart Of(Chart chart)
    {
        var length = chart.Buckets;
        return new ChartPart(
            chart.First, chart.End, chart.WindowMs, chart.RowsEach, chart.IsWhole, chart.Times[..length], chart.Least[..length], chart.Largest[..length],
            chart.Expected[..length], chart.Lower[..length], chart.Upper[..length], chart.Score[..length], chart.PValue[..length], chart.Collected[..length],
            chart.Judged[..length], [.. chart.Detail.Select(row => row.Time)],
            [.. chart.Detail.SelectMany(row => new[] { row.Value, row.Expected, row.Lower, row.Upper, row.Score, row.PValue })]);
    }

    /// <exception cref="ArgumentException">The columns differ in length.</exception>
    public Chart Restored()
    {
        var chart = new Chart(First, End, WindowMs, RowsEach, Times.Length, ChartDetail.Of(WindowMs, DetailTimes.Select(Row)), IsWhole, Times.Length);
        Fill(chart.Times, Times);
        Fill(chart.Least, Least);
        Fill(chart.Largest, Largest);
        Fill(chart.Expected, Expected);
        Fill(chart.Lower, Lower);
        Fill(chart.Upper, Upper);
        Fill(chart.Score, Score);
        Fill(chart.PValue, PValue);
        Fill(chart.Collected, Collected);
        Fill(chart.Judged, Judged);
        return chart;
    }

    private static void Fill<T>(T[] to, T[] from)
    {
        if (from.Length != to.Length) throw new ArgumentException("The columns of a chart differ in length.", nameof(from));
        from.CopyTo(to, 0);
    }

    private ChartRow Row(long time, int index)
    {
        var row = Detail.AsSpan(index * DetailColumns, DetailColumns);
        return new ChartRow(time, row[0], row[1], row[2], row[3], row[4], row[5]);
    }
}
