namespace SignalDetect.Core.Detectors.MLNet.Spectral;

/// <summary>
/// Seasonal-trend decomposition by loess (Cleveland et al., J. Official Statistics 6, 1990) as ML.NET has it: two inner rounds and no outer one, and the season of a
/// point is the smoothed one of a cycle before it.
/// </summary>
internal static class Stl
{
    /// <summary>Cycles that each point of a period needs.</summary>
    public const int LeastCycles = 3;

    private const int SeasonSpan = 9;
    private const int Rounds = 2;

    /// <summary>Numbers to work in.</summary>
    public static int WorkLength(int points, int period) => 3 * (points + 2 * period) + 2 * points;

    /// <summary>Leaves what is neither trend nor season. False where a smoothed cycle is no number.</summary>
    /// <param name="series">At least <see cref="LeastCycles"/> periods.</param>
    public static bool Residual(ReadOnlySpan<double> series, int period, Span<double> residual, Span<double> work)
    {
        var n = series.Length;
        var wide = n + 2 * period;
        var cycles = work[..wide];
        var once = work.Slice(wide, wide);
        var twice = work.Slice(2 * wide, wide);
        var trend = work.Slice(3 * wide, n);
        var season = work.Slice(3 * wide + n, n);
        trend.Clear();
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < n; i++) residual[i] = series[i] - trend[i];
            if (!SmoothCycles(residual, period, cycles, work.Slice(wide, 2 * wide))) return false;
            Average(cycles, period, once);
            Average(once[..(n + period + 1)], period, twice);
            Average(twice[..(n + 2)], 3, once);
            Loess.Smooth(once[..n], period % 2 == 1 ? period : period + 1, 0, twice[..n]);
            for (var i = 0; i < n; i++)
            {
                season[i] = cycles[i] - twice[i];
                residual[i] = series[i] - season[i];
            }

            Loess.Smooth(residual, TrendSpan(period), 0, trend);
        }

        for (var i = 0; i < n; i++) residual[i] = series[i] - season[i] - trend[i];
        return true;
    }

    private static int TrendSpan(int period)
    {
        var span = (int)(1.5 * period / (1 - 1.5 / SeasonSpan)) + 1;
        return span % 2 == 0 ? span + 1 : span;
    }

    private static bool SmoothCycles(ReadOnlySpan<double> detrended, int period, Span<double> cycles, Span<double> room)
    {
        for (var phase = 0; phase < period; phase++)
        {
            var count = (detrended.Length - phase + period - 1) / period;
            var points = room[..count];
            var smooth = room.Slice(count, count + 2);
            for (var k = 0; k < count; k++) points[k] = detrended[phase + k * period];
            Loess.Smooth(points, SeasonSpan, 1, smooth);
            for (var k = 0; k < smooth.Length; k++)
            {
                if (double.IsNaN(smooth[k])) return false;
                cycles[phase + k * period] = smooth[k];
            }
        }

        return true;
    }

    private static void Average(ReadOnlySpan<double> values, int span, Span<double> averages)
    {
        var sum = 0.0;
        for (var i = 0; i < values.Length; i++)
        {
            sum += values[i];
            if (i < span - 1) continue;
            averages[i - span + 1] = sum / span;
            sum -= values[i - span + 1];
        }
    }
}
