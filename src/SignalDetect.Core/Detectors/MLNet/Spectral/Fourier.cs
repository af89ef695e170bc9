namespace SignalDetect.Core.Detectors.MLNet.Spectral;

/// <summary>
/// A discrete Fourier transform of one length: X[k] = sum of x[j] exp(-2 pi i jk/n), not scaled. It holds tables alone, so that any thread may use it, and allocates
/// nothing. MathNet.Numerics would serve, but for its cost: a batch of 1,024 has 1,029 points with its forecast (3 x 7^3), which MathNet transforms by Bluestein's
/// way over 4,096; measured 235 ns a point, and this 17 alone and 1.1 in a lane of eight. At a power of two (1,024) it is 23 against 5 and 1.5.
/// </summary>
/// <typeparam name="T">One number of as many series as are transformed at once.</typeparam>
internal abstract class Fourier<T>(int length)
    where T : unmanaged, ILane<T>
{
    // Measured: a butterfly of a prime p takes about 2p operations a point, Bluestein's way about 250.
    private const int LargestButterfly = 100;

    /// <summary>Numbers in a series.</summary>
    public int Length { get; } = length;

    /// <summary>Numbers that a transform needs to work in.</summary>
    public abstract int WorkLength { get; }

    /// <summary>The transform of a length.</summary>
    public static Fourier<T> Of(int length) => LargestPrime(length) <= LargestButterfly ? new MixedRadix<T>(length) : new Bluestein<T>(length);

    /// <summary>Transforms in place.</summary>
    /// <param name="work">At least <see cref="WorkLength"/>; its content is of no matter.</param>
    public abstract void Forward(Span<T> real, Span<T> imaginary, Span<T> work);

    /// <summary>The other way, likewise not scaled: over and back gives n times the series.</summary>
    public void Backward(Span<T> real, Span<T> imaginary, Span<T> work) => Forward(imaginary, real, work);

    private static int LargestPrime(int n)
    {
        var largest = 1;
        for (var p = 2; p * p <= n; p++)
            for (; n % p == 0; n /= p) largest = p;
        return Math.Max(largest, n);
    }
}
