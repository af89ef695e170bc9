namespace SignalDetect.Core.Detectors.MLNet.Ssa;

/// <summary>
/// The Hankel matrix of a series: its windows as columns. ML.NET takes its sums one by one in single precision, or, where <see cref="wide"/> says so, by a
/// Fourier transform in double precision rounded at the end; plain sums in double precision stand for the latter here, and are as near to the exact sum.
/// </summary>
internal sealed class TrajectoryMatrix
{
    private readonly float[] series;
    private readonly int window;
    private readonly int windows;
    private readonly bool wide;

    public TrajectoryMatrix(float[] series, int window)
    {
        (this.series, this.window) = (series, window);
        windows = series.Length - window + 1;
        wide = (double)window * windows > (3 + 3 * Math.Log(series.Length)) * series.Length;
    }

    /// <summary>The windows' products with each other, window x window in single precision.</summary>
    public double[] Covariance()
    {
        var sums = new double[window * window];
        for (var j = 0; j < window; j++) sums[j] = Product(series.AsSpan(0, windows), series.AsSpan(j, windows));
        for (var i = 1; i < window; i++)
            for (var j = i; j < window; j++)
            {
                var gone = (double)series[i - 1] * series[j - 1];
                var come = (double)series[i + windows - 1] * series[j + windows - 1];
                sums[i * window + j] = (float)(sums[(i - 1) * window + j - 1] - gone + come);
            }

        for (var i = 1; i < window; i++)
            for (var j = 0; j < i; j++) sums[i * window + j] = sums[j * window + i];
        return sums;
    }

    /// <summary>Adds to <paramref name="signal"/> the series as one vector of the window's space sees it.</summary>
    public void AddReconstruction(ReadOnlySpan<float> vector, Span<float> signal)
    {
        var projected = new float[windows];
        for (var t = 0; t < windows; t++) projected[t] = Product(vector, series.AsSpan(t, window));
        for (var m = 0; m < signal.Length; m++)
        {
            // The anti-diagonal of point m, the vector's elements from the last to the first.
            var (last, first) = (Math.Min(window - 1, m), Math.Max(0, m - windows + 1));
            signal[m] += wide ? WideAverage(vector, projected, m, first, last) : Average(vector, projected, m, first, last);
        }
    }

    private float Product(ReadOnlySpan<float> one, ReadOnlySpan<float> other) => wide ? WideProduct(one, other) : NarrowProduct(one, other);

    private static float NarrowProduct(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        var sum = 0f;
        for (var i = 0; i < one.Length && i < other.Length; i++) sum += one[i] * other[i];
        return sum;
    }

    private static float WideProduct(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        var sum = 0.0;
        for (var i = 0; i < one.Length && i < other.Length; i++) sum += (double)one[i] * other[i];
        return (float)sum;
    }

    private static float Average(ReadOnlySpan<float> vector, float[] projected, int m, int first, int last)
    {
        var sum = 0f;
        for (var i = last; i >= first; i--) sum += vector[i] * projected[m - i];
        return sum / (last - first + 1);
    }

    private static float WideAverage(ReadOnlySpan<float> vector, float[] projected, int m, int first, int last)
    {
        var sum = 0.0;
        for (var i = last; i >= first; i--) sum += (double)vector[i] * projected[m - i];
        return (float)(1f / (last - first + 1) * sum);
    }
}
