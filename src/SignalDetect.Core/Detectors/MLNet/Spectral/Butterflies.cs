using System.Runtime.CompilerServices;

namespace SignalDetect.Core.Detectors.MLNet.Spectral;

/// <summary>
/// Transforms of 2, 3, 4, 5 and 7 points, over a stride of neighbours, turned by their twiddles. For an odd p, with t = a[k] + a[p-k] and u = a[k] - a[p-k]:
/// X[r], X[p-r] = a[0] + sum of cos(2 pi rk/p) t[k] -+ i sum of sin(2 pi rk/p) u[k].
/// </summary>
internal static class Butterflies<T>
    where T : unmanaged, ILane<T>
{
    private static readonly double Sin3 = Math.Sin(2 * Math.PI / 3);
    private static readonly double[] Cos5 = [Math.Cos(2 * Math.PI / 5), Math.Cos(4 * Math.PI / 5)];
    private static readonly double[] Sin5 = [Math.Sin(2 * Math.PI / 5), Math.Sin(4 * Math.PI / 5)];
    private static readonly double[] Cos7 = [Math.Cos(2 * Math.PI / 7), Math.Cos(4 * Math.PI / 7), Math.Cos(6 * Math.PI / 7)];
    private static readonly double[] Sin7 = [Math.Sin(2 * Math.PI / 7), Math.Sin(4 * Math.PI / 7), Math.Sin(6 * Math.PI / 7)];

    public static void Two(ReadOnlySpan<T> xr, ReadOnlySpan<T> xi, int width, Span<T> yr, Span<T> yi, int stride, ReadOnlySpan<double> turn)
    {
        var (c, s) = (T.Of(turn[0]), T.Of(turn[1]));
        for (var j = 0; j < stride; j++)
        {
            var (ar, ai, br, bi) = (xr[j], xi[j], xr[j + width], xi[j + width]);
            yr[j] = ar + br;
            yi[j] = ai + bi;
            Put(yr, yi, j + stride, ar - br, ai - bi, c, s);
        }
    }

    public static void Three(ReadOnlySpan<T> xr, ReadOnlySpan<T> xi, int width, Span<T> yr, Span<T> yi, int stride, ReadOnlySpan<double> turn)
    {
        var (half, sin) = (T.Of(.5), T.Of(Sin3));
        var (c1, s1, c2, s2) = (T.Of(turn[0]), T.Of(turn[1]), T.Of(turn[2]), T.Of(turn[3]));
        for (var j = 0; j < stride; j++)
        {
            var (ar, ai) = (xr[j], xi[j]);
            var (br, bi, cr, ci) = (xr[j + width], xi[j + width], xr[j + 2 * width], xi[j + 2 * width]);
            var (tr, ti) = (br + cr, bi + ci);
            var (ur, ui) = (sin * (br - cr), sin * (bi - ci));
            var (mr, mi) = (ar - half * tr, ai - half * ti);
            yr[j] = ar + tr;
            yi[j] = ai + ti;
            Put(yr, yi, j + stride, mr + ui, mi - ur, c1, s1);
            Put(yr, yi, j + 2 * stride, mr - ui, mi + ur, c2, s2);
        }
    }

    public static void Four(ReadOnlySpan<T> xr, ReadOnlySpan<T> xi, int width, Span<T> yr, Span<T> yi, int stride, ReadOnlySpan<double> turn)
    {
        var (c1, s1, c2, s2, c3, s3) = (T.Of(turn[0]), T.Of(turn[1]), T.Of(turn[2]), T.Of(turn[3]), T.Of(turn[4]), T.Of(turn[5]));
        for (var j = 0; j < stride; j++)
        {
            var (ar, ai, br, bi) = (xr[j], xi[j], xr[j + width], xi[j + width]);
            var (cr, ci, dr, di) = (xr[j + 2 * width], xi[j + 2 * width], xr[j + 3 * width], xi[j + 3 * width]);
            var (pr, pi, mr, mi) = (ar + cr, ai + ci, ar - cr, ai - ci);
            var (qr, qi, nr, ni) = (br + dr, bi + di, br - dr, bi - di);
            yr[j] = pr + qr;
            yi[j] = pi + qi;
            Put(yr, yi, j + stride, mr + ni, mi - nr, c1, s1);
            Put(yr, yi, j + 2 * stride, pr - qr, pi - qi, c2, s2);
            Put(yr, yi, j + 3 * stride, mr - ni, mi + nr, c3, s3);
        }
    }

    public static void Five(ReadOnlySpan<T> xr, ReadOnlySpan<T> xi, int width, Span<T> yr, Span<T> yi, int stride, ReadOnlySpan<double> turn)
    {
        var (k1, k2, q1, q2) = (T.Of(Cos5[0]), T.Of(Cos5[1]), T.Of(Sin5[0]), T.Of(Sin5[1]));
        for (var j = 0; j < stride; j++)
        {
            var (ar, ai) = (xr[j], xi[j]);
            var (t1r, t1i, u1r, u1i) = Pair(xr, xi, j + width, j + 4 * width);
            var (t2r, t2i, u2r, u2i) = Pair(xr, xi, j + 2 * width, j + 3 * width);
            yr[j] = ar + t1r + t2r;
            yi[j] = ai + t1i + t2i;
            var (mr, mi) = (ar + k1 * t1r + k2 * t2r, ai + k1 * t1i + k2 * t2i);
            var (vr, vi) = (q1 * u1r + q2 * u2r, q1 * u1i + q2 * u2i);
            Put(yr, yi, j + stride, mr + vi, mi - vr, T.Of(turn[0]), T.Of(turn[1]));
            Put(yr, yi, j + 4 * stride, mr - vi, mi + vr, T.Of(turn[6]), T.Of(turn[7]));
            (mr, mi) = (ar + k2 * t1r + k1 * t2r, ai + k2 * t1i + k1 * t2i);
            (vr, vi) = (q2 * u1r - q1 * u2r, q2 * u1i - q1 * u2i);
            Put(yr, yi, j + 2 * stride, mr + vi, mi - vr, T.Of(turn[2]), T.Of(turn[3]));
            Put(yr, yi, j + 3 * stride, mr - vi, mi + vr, T.Of(turn[4]), T.Of(turn[5]));
        }
    }

    public static void Seven(ReadOnlySpan<T> xr, ReadOnlySpan<T> xi, int width, Span<T> yr, Span<T> yi, int stride, ReadOnlySpan<double> turn)
    {
        var (k1, k2, k3) = (T.Of(Cos7[0]), T.Of(Cos7[1]), T.Of(Cos7[2]));
        var (q1, q2, q3) = (T.Of(Sin7[0]), T.Of(Sin7[1]), T.Of(Sin7[2]));
        for (var j = 0; j < stride; j++)
        {
            var (ar, ai) = (xr[j], xi[j]);
            var (t1r, t1i, u1r, u1i) = Pair(xr, xi, j + width, j + 6 * width);
            var (t2r, t2i, u2r, u2i) = Pair(xr, xi, j + 2 * width, j + 5 * width);
            var (t3r, t3i, u3r, u3i) = Pair(xr, xi, j + 3 * width, j + 4 * width);
            yr[j] = ar + t1r + t2r + t3r;
            yi[j] = ai + t1i + t2i + t3i;
            var (mr, mi) = (ar + k1 * t1r + k2 * t2r + k3 * t3r, ai + k1 * t1i + k2 * t2i + k3 * t3i);
            var (vr, vi) = (q1 * u1r + q2 * u2r + q3 * u3r, q1 * u1i + q2 * u2i + q3 * u3i);
            Put(yr, yi, j + stride, mr + vi, mi - vr, T.Of(turn[0]), T.Of(turn[1]));
            Put(yr, yi, j + 6 * stride, mr - vi, mi + vr, T.Of(turn[10]), T.Of(turn[11]));
            (mr, mi) = (ar + k2 * t1r + k3 * t2r + k1 * t3r, ai + k2 * t1i + k3 * t2i + k1 * t3i);
            (vr, vi) = (q2 * u1r - q3 * u2r - q1 * u3r, q2 * u1i - q3 * u2i - q1 * u3i);
            Put(yr, yi, j + 2 * stride, mr + vi, mi - vr, T.Of(turn[2]), T.Of(turn[3]));
            Put(yr, yi, j + 5 * stride, mr - vi, mi + vr, T.Of(turn[8]), T.Of(turn[9]));
            (mr, mi) = (ar + k3 * t1r + k1 * t2r + k2 * t3r, ai + k3 * t1i + k1 * t2i + k2 * t3i);
            (vr, vi) = (q3 * u1r - q1 * u2r + q2 * u3r, q3 * u1i - q1 * u2i + q2 * u3i);
            Put(yr, yi, j + 3 * stride, mr + vi, mi - vr, T.Of(turn[4]), T.Of(turn[5]));
            Put(yr, yi, j + 4 * stride, mr - vi, mi + vr, T.Of(turn[6]), T.Of(turn[7]));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (T SumReal, T SumImaginary, T OffReal, T OffImaginary) Pair(ReadOnlySpan<T> xr, ReadOnlySpan<T> xi, int one, int other) =>
        (xr[one] + xr[other], xi[one] + xi[other], xr[one] - xr[other], xi[one] - xi[other]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(Span<T> yr, Span<T> yi, int at, T real, T imaginary, T cos, T sin)
    {
        yr[at] = real * cos - imaginary * sin;
        yi[at] = real * sin + imaginary * cos;
    }
}
