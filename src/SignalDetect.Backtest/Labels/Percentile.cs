namespace SignalDetect.Backtest.Labels;

/// <summary>Percentiles, linear between the ranks.</summary>
internal static class Percentile
{
    /// <summary>The value that <paramref name="percent"/> of the sample are below.</summary>
    /// <param name="sorted">Rising; at least one.</param>
    /// <param name="percent">From 0 to 100.</param>
    public static double Of(ReadOnlySpan<double> sorted, double percent)
    {
        var place = percent / 100 * (sorted.Length - 1);
        var below = (int)place;
        return below + 1 < sorted.Length ? sorted[below] + (sorted[below + 1] - sorted[below]) * (place - below) : sorted[below];
    }
}
