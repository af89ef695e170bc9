namespace SignalDetect.Backtest.Report;

/// <summary>How much of each chart is written, so that a page stays small whatever the number of streams: more of those with something to tell.</summary>
/// <param name="Told">Buckets of a stream with something to tell.</param>
/// <param name="Quiet">Buckets of one without.</param>
/// <param name="Rows">Single rows of a stream.</param>
internal readonly record struct ChartSizes(int Told, int Quiet, int Rows)
{
    private const int AllBuckets = 40_000;
    private const int AllQuiet = 24_000;
    private const int AllRows = 100_000;

    /// <summary>The sizes for a page with so many streams of both sorts.</summary>
    public static ChartSizes Of(int told, int quiet) => new(
        Math.Clamp(AllBuckets / Math.Max(1, told), 60, 2000), Math.Clamp(AllQuiet / Math.Max(1, quiet), 24, 160), Math.Clamp(AllRows / Math.Max(1, told), 100, 10_000));
}
