using System.Runtime.InteropServices;

namespace SignalDetect.Core.Detectors.MLNet.Spectral;

/// <summary>The spans of a spectral residual.</summary>
/// <param name="Lookahead">Values whose slopes to the last but one foretell the next.</param>
/// <param name="BackAdd">Copies of that forecast behind the series.</param>
/// <param name="Averaging">Frequencies that the spectrum's trailing average spans.</param>
/// <param name="Judgement">Points that the saliency's trailing average spans.</param>
/// <param name="Floor">Magnitudes up to this are no part of the spectrum.</param>
/// <param name="RelativeFloor">Nor are those up to this share of the largest; only for one series at a time.</param>
internal readonly record struct ResidualShape(int Lookahead, int BackAdd, int Averaging, int Judgement, double Floor, double RelativeFloor = 0)
{
    /// <summary>ML.NET's for a whole series.</summary>
    public static readonly ResidualShape Entire = new(5, 5, 3, 40, 1e-8);
}

/// <summary>
/// The spectral residual of a series (Ren et al., Time-Series Anomaly Detection Service at Microsoft, KDD 2019): its spectrum without what is usual in it, taken
/// back to time; the magnitude there is the series' saliency. A forecast stands behind the end, so that the last point has neighbours.
/// </summary>
internal sealed class SpectralResidual<T>
    where T : unmanaged, ILane<T>
{
    private readonly ResidualShape shape;
    private readonly int points;
    private readonly Fourier<T> fourier;

    public SpectralResidual(int points, in ResidualShape shape)
    {
        (this.points, this.shape) = (points, shape);
        Length = points + shape.BackAdd;
        fourier = Fourier<T>.Of(Length);
    }

    /// <summary>Points with the forecast.</summary>
    public int Length { get; }

    /// <summary>Numbers that it needs to work in.</summary>
    public int WorkLength => fourier.WorkLength;

    /// <summary>Takes the residual.</summary>
    /// <param name="real">The series' points; afterwards the real part of the residual, <see cref="Length"/> numbers as all the others.</param>
    /// <param name="imaginary">Afterwards its imaginary part.</param>
    /// <param name="magnitude">Afterwards the saliency.</param>
    /// <param name="average">Afterwards the saliency's trailing average.</param>
    public void Run(Span<T> real, Span<T> imaginary, Span<T> magnitude, Span<T> average, Span<T> work)
    {
        Foresee(real);
        imaginary.Clear();
        fourier.Forward(real, imaginary, work);
        Elementwise.LogMagnitude<T>(real, imaginary, Floor(real, imaginary), magnitude);
        Average(magnitude, average);
        Elementwise.Weight<T>(average, magnitude, 1.0 / Length, average);
        Elementwise.Multiply<T>(real, average, real);
        Elementwise.Multiply<T>(imaginary, average, imaginary);
        fourier.Backward(real, imaginary, work);
        Elementwise.Magnitude<T>(real, imaginary, magnitude);
        Judge(magnitude, average);
    }

    // The second of the values, and the sum of their slopes to the last of them; ML.NET leaves the newest point out.
    private void Foresee(Span<T> series)
    {
        var first = points - shape.Lookahead - 2;
        var last = points - 2;
        var next = series[first + 1];
        for (var i = first; i < last; i++) next += (series[last] - series[i]) * T.Of(1.0 / (last - i));
        series[points..].Fill(next);
    }

    private double Floor(ReadOnlySpan<T> real, ReadOnlySpan<T> imaginary)
    {
        if (shape.RelativeFloor == 0) return shape.Floor;
        var largest = 0.0;
        var re = MemoryMarshal.Cast<T, double>(real);
        var im = MemoryMarshal.Cast<T, double>(imaginary);
        for (var i = 0; i < re.Length; i++) largest = Math.Max(largest, re[i] * re[i] + im[i] * im[i]);
        return Math.Max(shape.Floor, shape.RelativeFloor * Math.Sqrt(largest));
    }

    // A few terms, summed anew each time: no rounding is carried along the spectrum.
    private void Average(ReadOnlySpan<T> log, Span<T> average)
    {
        for (var i = 0; i < log.Length; i++)
        {
            var first = Math.Max(0, i - shape.Averaging + 1);
            var sum = log[first];
            for (var j = first + 1; j <= i; j++) sum += log[j];
            average[i] = sum * T.Of(1.0 / (i - first + 1));
        }
    }

    private void Judge(ReadOnlySpan<T> magnitude, Span<T> average)
    {
        var span = Math.Min(shape.Judgement, Length);
        var sum = T.Of(0);
        var share = T.Of(1.0 / span);
        for (var i = 0; i < span; i++)
        {
            sum += magnitude[i];
            average[i] = sum * T.Of(1.0 / (i + 1));
        }

        for (var i = span; i < Length; i++)
        {
            sum = sum + magnitude[i] - magnitude[i - span];
            average[i] = sum * share;
        }
    }
}
