using SignalDetect.Core.Detectors.Presets;

namespace SignalDetect.Core.Detectors.MLNet.Spectral;

/// <summary>Takes a season of known period out of a series.</summary>
internal static class Season
{
    /// <summary>Numbers to work in.</summary>
    public static int WorkLength(int points, int period) => Stl.WorkLength(points, period);

    /// <summary>Leaves the series without its season.</summary>
    /// <returns>False where STL found fewer than three cycles of a point of the period, and the medians were taken in its place.</returns>
    public static bool TakeOut(ReadOnlySpan<double> series, int period, Deseasonality how, Span<double> residual, Span<double> work)
    {
        var enough = how != Deseasonality.Stl || series.Length >= Stl.LeastCycles * period;
        if (how == Deseasonality.Mean) Means(series, period, residual);
        else if (how == Deseasonality.Median || !enough || !Stl.Residual(series, period, residual, work)) Medians(series, period, residual, work);
        return enough;
    }

    private static void Means(ReadOnlySpan<double> series, int period, Span<double> residual)
    {
        for (var phase = 0; phase < period && phase < series.Length; phase++)
        {
            var (sum, count) = (0.0, 0);
            for (var i = phase; i < series.Length; i += period, count++) sum += series[i];
            for (var i = phase; i < series.Length; i += period) residual[i] = series[i] - sum / count;
        }
    }

    // Of an even number the upper one in the middle, as in ML.NET.
    private static void Medians(ReadOnlySpan<double> series, int period, Span<double> residual, Span<double> work)
    {
        for (var phase = 0; phase < period && phase < series.Length; phase++)
        {
            var count = 0;
            for (var i = phase; i < series.Length; i += period) work[count++] = series[i];
            work[..count].Sort();
            for (var i = phase; i < series.Length; i += period) residual[i] = series[i] - work[count / 2];
        }
    }
}
