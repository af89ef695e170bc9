namespace SignalDetect.Core.Detectors.MLNet.Spectral;

/// <summary>The transform of an odd number of points by its definition, half of the work saved by symmetry (see <see cref="Butterflies{T}"/>).</summary>
internal sealed class OddButterfly<T>
    where T : unmanaged, ILane<T>
{
    private const int Most = 64;
    private readonly int points;
    private readonly double[] cos;
    private readonly double[] sin;

    public OddButterfly(int points)
    {
        this.points = points;
        (cos, sin) = (new double[points], new double[points]);
        for (var k = 0; k < points; k++) (sin[k], cos[k]) = Math.SinCos(2 * Math.PI * k / points);
    }

    public void Run(ReadOnlySpan<T> xr, ReadOnlySpan<T> xi, int width, Span<T> yr, Span<T> yi, int stride, ReadOnlySpan<double> turn)
    {
        var half = points / 2;
        Span<T> sums = stackalloc T[2 * Most];
        Span<T> offs = stackalloc T[2 * Most];
        for (var j = 0; j < stride; j++)
        {
            var (ar, ai) = (xr[j], xi[j]);
            var (wholeR, wholeI) = (ar, ai);
            for (var k = 1; k <= half; k++)
            {
                var (one, other) = (j + k * width, j + (points - k) * width);
                (sums[2 * k], sums[2 * k + 1]) = (xr[one] + xr[other], xi[one] + xi[other]);
                (offs[2 * k], offs[2 * k + 1]) = (xr[one] - xr[other], xi[one] - xi[other]);
                wholeR += sums[2 * k];
                wholeI += sums[2 * k + 1];
            }

            yr[j] = wholeR;
            yi[j] = wholeI;
            for (var r = 1; r <= half; r++)
            {
                var (mr, mi, vr, vi) = (ar, ai, T.Of(0), T.Of(0));
                for (int k = 1, at = r; k <= half; k++)
                {
                    var (c, s) = (T.Of(cos[at]), T.Of(sin[at]));
                    mr += c * sums[2 * k];
                    mi += c * sums[2 * k + 1];
                    vr += s * offs[2 * k];
                    vi += s * offs[2 * k + 1];
                    at += r;
                    if (at >= points) at -= points;
                }

                Put(yr, yi, j + r * stride, mr + vi, mi - vr, turn[2 * r - 2], turn[2 * r - 1]);
                Put(yr, yi, j + (points - r) * stride, mr - vi, mi + vr, turn[2 * (points - r) - 2], turn[2 * (points - r) - 1]);
            }
        }
    }

    private static void Put(Span<T> yr, Span<T> yi, int at, T real, T imaginary, double cos, double sin)
    {
        yr[at] = real * T.Of(cos) - imaginary * T.Of(sin);
        yi[at] = real * T.Of(sin) + imaginary * T.Of(cos);
    }
}
