namespace SignalDetect.Core.Detectors.MLNet.Spectral;

/// <summary>
/// One pass of Stockham's transform: for a factor p of what is left (n = p m) at a stride s, y[s(pq + r) + j] = w^(qr) times the r-th of the p-point transform
/// of x[s(q + mk) + j] over k, with w = exp(-2 pi i/n).
/// </summary>
internal sealed class Pass<T>
    where T : unmanaged, ILane<T>
{
    private readonly int radix;
    private readonly int groups;
    private readonly int stride;
    private readonly double[] turns;   // for each q the cosines and sines of w^(qr), r from 1
    private readonly OddButterfly<T>? odd;

    public Pass(int radix, int length, int stride)
    {
        (this.radix, groups, this.stride) = (radix, length / radix, stride);
        turns = new double[groups * 2 * (radix - 1)];
        for (var q = 0; q < groups; q++)
            for (var r = 1; r < radix; r++)
                (turns[2 * (q * (radix - 1) + r - 1) + 1], turns[2 * (q * (radix - 1) + r - 1)]) = Turn((long)q * r, length);
        odd = radix is 2 or 3 or 4 or 5 or 7 ? null : new OddButterfly<T>(radix);
    }

    /// <summary>Sine and cosine of -2 pi k/n.</summary>
    public static (double Sin, double Cos) Turn(long k, long n)
    {
        var (sin, cos) = Math.SinCos(2 * Math.PI * (k % n) / n);
        return (-sin, cos);
    }

    public void Run(ReadOnlySpan<T> xr, ReadOnlySpan<T> xi, Span<T> yr, Span<T> yi)
    {
        var width = groups * stride;
        for (var q = 0; q < groups; q++)
        {
            var turn = turns.AsSpan(q * 2 * (radix - 1), 2 * (radix - 1));
            var from = q * stride;
            var to = q * stride * radix;
            var r = xr[from..];
            var i = xi[from..];
            var outR = yr.Slice(to, radix * stride);
            var outI = yi.Slice(to, radix * stride);
            switch (radix)
            {
                case 2: Butterflies<T>.Two(r, i, width, outR, outI, stride, turn); break;
                case 3: Butterflies<T>.Three(r, i, width, outR, outI, stride, turn); break;
                case 4: Butterflies<T>.Four(r, i, width, outR, outI, stride, turn); break;
                case 5: Butterflies<T>.Five(r, i, width, outR, outI, stride, turn); break;
                case 7: Butterflies<T>.Seven(r, i, width, outR, outI, stride, turn); break;
                default: odd!.Run(r, i, width, outR, outI, stride, turn); break;
            }
        }
    }
}
