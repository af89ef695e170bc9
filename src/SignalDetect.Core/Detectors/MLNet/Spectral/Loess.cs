namespace SignalDetect.Core.Detectors.MLNet.Spectral;

/// <summary>
/// Locally weighted lines through a series at 0, 1, 2 ... (Cleveland, JASA 74, 1979), as ML.NET fits them: about each point, with tricube weights that reach
/// nought at the farthest neighbour, then once more with the far-off points weighted down. Of a series of more than 100 points only 100 are looked at, and each
/// point is read from the line about the nearest of those.
/// </summary>
internal static class Loess
{
    private const int Most = 100;
    private const int LeastSpan = 4;
    private const double Alike = 1e-10;
    private const double Nothing = 4.9e-324;

    /// <summary>The smoothed values.</summary>
    /// <param name="ahead">Points read before the first and after the last, from their lines.</param>
    /// <param name="smooth">2 ahead more than <paramref name="series"/>.</param>
    public static void Smooth(ReadOnlySpan<double> series, int span, int ahead, Span<double> smooth)
    {
        var count = Math.Min(series.Length, Most);
        Span<double> x = stackalloc double[Most];
        Span<double> y = stackalloc double[Most];
        x = x[..count];
        y = y[..count];
        for (var i = 0; i < count; i++)
        {
            var at = (int)((long)i * series.Length / count);
            (x[i], y[i]) = (at, series[at]);
        }

        var neighbours = Math.Min(count, 1 + Math.Max(LeastSpan, Math.Min(span, series.Length - 1)));
        for (int i = 0, to = -ahead; i < count; i++)
        {
            var (level, slope) = Fit(x, y, i, neighbours);
            for (; to < series.Length + ahead; to++)
            {
                // Half way between two the left one is taken.
                if (i + 1 < count && Math.Abs(x[i + 1] - to) < Math.Abs(to - x[i])) break;
                smooth[to + ahead] = level + slope * (to - x[i]);
            }
        }
    }

    // Level and slope about the point.
    private static (double Level, double Slope) Fit(ReadOnlySpan<double> x, ReadOnlySpan<double> y, int at, int neighbours)
    {
        var first = First(x, at, neighbours);
        var origin = x[at];
        x = x.Slice(first, neighbours);
        y = y.Slice(first, neighbours);
        Span<double> weights = stackalloc double[Most];
        weights = weights[..neighbours];
        var farthest = Math.Max(origin - x[0], x[^1] - origin);
        for (var i = 0; i < neighbours; i++)
        {
            var ratio = Math.Abs(x[i] - origin) / farthest;
            var rest = 1 - ratio * ratio * ratio;
            weights[i] = rest * rest * rest;
        }

        var (level, slope) = Line(x, y, origin, weights);
        WeighDown(x, y, origin, level, slope, weights);
        return Line(x, y, origin, weights);
    }

    // Neighbours are taken one by one from the nearer side, where both are as near from the left, and where one side ends from the other.
    private static int First(ReadOnlySpan<double> x, int at, int neighbours)
    {
        var (left, right) = (at, at);
        while (right - left + 1 < neighbours)
        {
            if (right == x.Length - 1 || (left > 0 && x[at] - x[left - 1] <= x[right + 1] - x[at] + Alike)) left--;
            else right++;
        }

        return left;
    }

    private static void WeighDown(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double origin, double level, double slope, Span<double> weights)
    {
        Span<double> errors = stackalloc double[Most];
        Span<double> sorted = stackalloc double[Most];
        sorted = sorted[..x.Length];
        for (var i = 0; i < x.Length; i++) sorted[i] = errors[i] = Math.Abs(y[i] - level - slope * (x[i] - origin));
        sorted.Sort();
        var median = sorted[x.Length / 2];
        if (median == 0) median = Nothing;
        for (var i = 0; i < x.Length; i++)
        {
            var ratio = errors[i] / (6 * median);
            weights[i] *= ratio < 1 ? (1 - ratio * ratio) * (1 - ratio * ratio) : 0;
        }
    }

    private static (double Level, double Slope) Line(ReadOnlySpan<double> xs, ReadOnlySpan<double> ys, double origin, ReadOnlySpan<double> weights)
    {
        double s = 0, sx = 0, sy = 0, sxx = 0, sxy = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            var (w, x, y) = (weights[i], xs[i] - origin, ys[i]);
            s += w;
            sx += w * x;
            sy += w * y;
            sxx += w * x * x;
            sxy += w * x * y;
        }

        var slope = (s * sxy - sx * sy) / (s * sxx - sx * sx);
        return ((sy - slope * sx) / s, slope);
    }
}
