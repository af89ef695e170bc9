namespace SignalDetect.Core.Detectors.MLNet.Spectral;

/// <summary>
/// Stockham's transform for a length of small primes (Van Loan, Computational Frameworks for the Fast Fourier Transform, 1992): one pass for each factor, from
/// one buffer to the other, with the result in order.
/// </summary>
internal sealed class MixedRadix<T> : Fourier<T>
    where T : unmanaged, ILane<T>
{
    private readonly Pass<T>[] passes;

    public MixedRadix(int length)
        : base(length)
    {
        var (rest, stride) = (length, 1);
        var made = new List<Pass<T>>();
        foreach (var radix in Factors(length))
        {
            made.Add(new Pass<T>(radix, rest, stride));
            rest /= radix;
            stride *= radix;
        }

        passes = [.. made];
    }

    public override int WorkLength => 2 * Length;

    public override void Forward(Span<T> real, Span<T> imaginary, Span<T> work)
    {
        real = real[..Length];
        imaginary = imaginary[..Length];
        var otherReal = work[..Length];
        var otherImaginary = work.Slice(Length, Length);
        var there = true;
        foreach (var pass in passes)
        {
            if (there) pass.Run(real, imaginary, otherReal, otherImaginary);
            else pass.Run(otherReal, otherImaginary, real, imaginary);
            there = !there;
        }

        if (there) return;
        otherReal.CopyTo(real);
        otherImaginary.CopyTo(imaginary);
    }

    // Fours first: they are the cheapest, and wide strides come soon.
    private static IEnumerable<int> Factors(int n)
    {
        for (; n % 4 == 0; n /= 4) yield return 4;
        for (var p = 2; n > 1; p++)
            for (; n % p == 0; n /= p) yield return p;
    }
}
