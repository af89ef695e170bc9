namespace SignalDetect.Core.Detectors.MLNet.Spectral;

/// <summary>
/// The transform of a length with a large prime as a convolution with a chirp (Bluestein, IEEE Trans. Audio Electroacoustics 18, 1970), by a transform of a
/// length of small primes of at least twice as much.
/// </summary>
internal sealed class Bluestein<T> : Fourier<T>
    where T : unmanaged, ILane<T>
{
    private readonly MixedRadix<T> inner;
    private readonly double[] cos;    // exp(-i pi k^2/n)
    private readonly double[] sin;
    private readonly double[] real;   // of the transformed chirp, scaled by 1/m
    private readonly double[] imaginary;

    public Bluestein(int length)
        : base(length)
    {
        var m = Smooth(2 * length - 1);
        inner = new MixedRadix<T>(m);
        (cos, sin) = (new double[length], new double[length]);
        var (chirpReal, chirpImaginary) = (new One[m], new One[m]);
        for (var k = 0; k < length; k++)
        {
            (sin[k], cos[k]) = Pass<T>.Turn((long)k * k, 2L * length);
            chirpReal[k] = chirpReal[(m - k) % m] = new One(cos[k] / m);
            chirpImaginary[k] = chirpImaginary[(m - k) % m] = new One(-sin[k] / m);
        }

        var once = new MixedRadix<One>(m);
        once.Forward(chirpReal, chirpImaginary, new One[once.WorkLength]);
        real = [.. chirpReal.Select(one => one.Value)];
        imaginary = [.. chirpImaginary.Select(one => one.Value)];
    }

    public override int WorkLength => 2 * inner.Length + inner.WorkLength;

    public override void Forward(Span<T> re, Span<T> im, Span<T> work)
    {
        var m = inner.Length;
        var padR = work[..m];
        var padI = work.Slice(m, m);
        var rest = work[(2 * m)..];
        padR[Length..].Clear();
        padI[Length..].Clear();
        for (var k = 0; k < Length; k++) (padR[k], padI[k]) = Times(re[k], im[k], cos[k], sin[k]);
        inner.Forward(padR, padI, rest);
        for (var k = 0; k < m; k++) (padR[k], padI[k]) = Times(padR[k], padI[k], real[k], imaginary[k]);
        inner.Backward(padR, padI, rest);
        for (var k = 0; k < Length; k++) (re[k], im[k]) = Times(padR[k], padI[k], cos[k], sin[k]);
    }

    private static (T Real, T Imaginary) Times(T re, T im, double cos, double sin)
    {
        var (c, s) = (T.Of(cos), T.Of(sin));
        return (re * c - im * s, re * s + im * c);
    }

    // The least number of no prime but 2, 3 and 5 that is not below n.
    private static int Smooth(int n)
    {
        for (; ; n++)
        {
            var rest = n;
            foreach (var p in (ReadOnlySpan<int>)[2, 3, 5])
                while (rest % p == 0) rest /= p;
            if (rest == 1) return n;
        }
    }
}
