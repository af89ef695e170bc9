namespace SignalDetect.Core.Detectors.MLNet.Spectral;

/// <summary>Puts anomalies onto the least-squares line through their nearest neighbours that are none.</summary>
internal static class NeighbourLine
{
    private const int Enough = 4;

    /// <param name="alike">True for ML.NET's sums of whole positions and their squares, which are 32 bits wide.</param>
    /// <exception cref="OverflowException">The sums are passed.</exception>
    public static void Mend(ReadOnlySpan<double> series, ReadOnlySpan<double> scores, double above, bool alike, Span<double> mended)
    {
        series.CopyTo(mended);
        for (var at = 0; at < series.Length; at++)
        {
            if (!(scores[at] > above)) continue;
            var (first, last, count) = Reach(scores, above, at);
            if (count < 2) continue;
            var near = series[first..(last + 1)];
            var nearScores = scores[first..(last + 1)];
            mended[at] = alike ? ByPosition(near, nearScores, above, first, at, count) : About(near, nearScores, above, first - at, count);
        }
    }

    private static (int First, int Last, int Count) Reach(ReadOnlySpan<double> scores, double above, int at)
    {
        var (first, last, count) = (at, at, 0);
        for (var step = 1; ; step += 2)
        {
            for (; first > Math.Max(at - step, 0); first--)
                if (!(scores[first - 1] > above)) count++;
            for (; last < Math.Min(at + step, scores.Length - 1); last++)
                if (!(scores[last + 1] > above)) count++;
            if (count >= Enough || (first == 0 && last == scores.Length - 1)) return (first, last, count);
        }
    }

    // Counted from the anomaly itself the line's value there is its level, and no large numbers are subtracted.
    private static double About(ReadOnlySpan<double> series, ReadOnlySpan<double> scores, double above, int from, int count)
    {
        double sx = 0, sxx = 0, sy = 0, sxy = 0;
        for (var i = 0; i < series.Length; i++)
        {
            if (scores[i] > above) continue;
            double x = from + i;
            sx += x;
            sxx += x * x;
            sy += series[i];
            sxy += x * series[i];
        }

        return (sxx * sy - sx * sxy) / (count * sxx - sx * sx);
    }

    private static double ByPosition(ReadOnlySpan<double> series, ReadOnlySpan<double> scores, double above, int first, int at, int count)
    {
        int positions = 0, squares = 0;
        double sy = 0, sxy = 0;
        for (var i = 0; i < series.Length; i++)
        {
            if (scores[i] > above) continue;
            var x = first + i;
            positions = checked(positions + x);
            squares = checked(squares + unchecked(x * x));
            sy += series[i];
            sxy += x * series[i];
        }

        double sx = positions, sxx = squares;
        var under = count * sxx - sx * sx;
        return (count * sxy - sx * sy) / under * at + (sxx * sy - sx * sxy) / under;
    }
}
