namespace SignalDetect.Core.Detectors.MLNet.Spectral;

/// <summary>The median of the points within a span to both sides, fewer at the ends; of an even number the mean of the two in the middle.</summary>
internal static class RollingMedian
{
    /// <param name="sorted">Room for 2 half + 1 numbers.</param>
    public static void Of(ReadOnlySpan<double> series, int half, Span<double> medians, Span<double> sorted)
    {
        if (2 * half + 1 > series.Length)
        {
            series.CopyTo(medians);
            return;
        }

        var count = 0;
        for (var i = 0; i < half; i++) Enter(sorted, count++, series[i]);
        for (var i = 0; i < series.Length; i++)
        {
            if (i > half) Leave(sorted[..count--], series[i - half - 1]);
            if (i + half < series.Length) Enter(sorted, count++, series[i + half]);
            medians[i] = count % 2 == 1 ? sorted[count / 2] : (sorted[count / 2 - 1] + sorted[count / 2]) / 2;
        }
    }

    private static void Enter(Span<double> sorted, int count, double value)
    {
        var at = Place(sorted[..count], value);
        sorted[at..count].CopyTo(sorted[(at + 1)..]);
        sorted[at] = value;
    }

    private static void Leave(Span<double> sorted, double value)
    {
        var at = Place(sorted, value);
        sorted[(at + 1)..].CopyTo(sorted[at..]);
    }

    private static int Place(ReadOnlySpan<double> sorted, double value)
    {
        var at = sorted.BinarySearch(value);
        return at < 0 ? ~at : at;
    }
}
