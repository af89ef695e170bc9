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
            if (i <= half) Enter(sorted, count++, series[i + half]);
            else if (i + half < series.Length) Replace(sorted, series[i - half - 1], series[i + half]);
            else Leave(sorted[..count--], series[i - half - 1]);
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

    // Only what stands between the two moves.
    private static void Replace(Span<double> sorted, double old, double value)
    {
        var (from, to) = (Place(sorted, old), Place(sorted, value));
        if (to > from)
        {
            to--;
            sorted[(from + 1)..(to + 1)].CopyTo(sorted[from..]);
        }
        else sorted[to..from].CopyTo(sorted[(to + 1)..]);

        sorted[to] = value;
    }

    // The first that is not below the value; without a branch on the comparison, which would be guessed wrong half of the time.
    private static int Place(ReadOnlySpan<double> sorted, double value)
    {
        var at = 0;
        for (var rest = sorted.Length; rest > 0;)
        {
            var half = (rest + 1) >> 1;
            at += sorted[at + half - 1] < value ? half : 0;
            rest -= half;
        }

        return at;
    }
}
