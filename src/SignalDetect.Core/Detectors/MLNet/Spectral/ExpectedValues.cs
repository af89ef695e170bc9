using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SignalDetect.Core.Detectors.MLNet.Spectral;

/// <summary>What series without a season should show: themselves, their anomalies mended, without the upper quarter of their frequencies.</summary>
internal sealed class ExpectedValues<T>
    where T : unmanaged, ILane<T>
{
    private static readonly int Lanes = Unsafe.SizeOf<T>() / sizeof(double);
    private readonly Fourier<T> fourier;
    private readonly T[] real;
    private readonly T[] imaginary;
    private readonly T[] work;

    public ExpectedValues(int points)
    {
        fourier = Fourier<T>.Of(points);
        real = new T[points];
        imaginary = new T[points];
        work = new T[fourier.WorkLength];
    }

    /// <summary>Lays a series into a lane.</summary>
    public void Lay(int lane, ReadOnlySpan<double> series)
    {
        var flat = Flat;
        for (var i = 0; i < series.Length; i++) flat[i * Lanes + lane] = series[i];
    }

    /// <summary>Smooths all lanes.</summary>
    public void Smooth()
    {
        var n = real.Length;
        imaginary.AsSpan().Clear();
        fourier.Forward(real, imaginary, work);
        var from = 3 * n / 8 + 1;               // above 3n/8
        var to = (5 * n + 7) / 8;               // and below 5n/8
        real.AsSpan(from..to).Clear();
        imaginary.AsSpan(from..to).Clear();
        fourier.Backward(real, imaginary, work);
    }

    /// <summary>What a lane became.</summary>
    public void Give(int lane, Span<double> expected)
    {
        var flat = Flat;
        for (var i = 0; i < expected.Length; i++) expected[i] = flat[i * Lanes + lane] / real.Length;
    }

    private Span<double> Flat => MemoryMarshal.Cast<T, double>(real.AsSpan());
}
