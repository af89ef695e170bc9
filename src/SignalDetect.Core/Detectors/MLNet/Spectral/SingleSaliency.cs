using System.Buffers;
using System.Runtime.InteropServices;

namespace SignalDetect.Core.Detectors.MLNet.Spectral;

/// <summary>In single precision throughout, sums and all, as ML.NET's streaming SR-CNN has it; no magnitude but 0 is too small for the spectrum.</summary>
internal sealed class SingleSaliency(int window, ResidualShape shape) : ISaliency
{
    private readonly Fourier<OneSingle> fourier = Fourier<OneSingle>.Of(window + shape.BackAdd);

    public Salience OfNewest(ReadOnlySpan<double> values)
    {
        var n = fourier.Length;
        var room = ArrayPool<float>.Shared.Rent(4 * n + fourier.WorkLength);
        var salience = Of(values, room.AsSpan(0, n), room.AsSpan(n, n), room.AsSpan(2 * n, n), room.AsSpan(3 * n, n), room.AsSpan(4 * n));
        ArrayPool<float>.Shared.Return(room);
        return salience;
    }

    private Salience Of(ReadOnlySpan<double> values, Span<float> real, Span<float> imaginary, Span<float> magnitude, Span<float> sums, Span<float> work)
    {
        for (var i = 0; i < window; i++) real[i] = (float)values[i];
        real[window..].Fill(Next(real));
        imaginary.Clear();
        fourier.Forward(Lanes(real), Lanes(imaginary), Lanes(work));
        for (var i = 0; i < real.Length; i++)
        {
            magnitude[i] = MathF.Sqrt(real[i] * real[i] + imaginary[i] * imaginary[i]);
            sums[i] = magnitude[i] != 0 ? MathF.Log(magnitude[i]) : 0;
        }

        Flatten(real, imaginary, magnitude, sums, work);
        fourier.Backward(Lanes(real), Lanes(imaginary), Lanes(work));
        for (var i = 0; i < real.Length; i++) magnitude[i] = MathF.Sqrt(real[i] * real[i] + imaginary[i] * imaginary[i]) / real.Length;
        Sum(magnitude, sums);
        return new Salience(magnitude[window - 1], Average(sums, window - 1, shape.Judgement));
    }

    private float Next(ReadOnlySpan<float> series)
    {
        var (first, last, slopes) = (window - shape.Lookahead - 2, window - 2, 0f);
        for (var i = first; i < last; i++) slopes += (series[last] - series[i]) / (last - i);
        return series[first + 1] + slopes;
    }

    private void Flatten(Span<float> real, Span<float> imaginary, ReadOnlySpan<float> magnitude, ReadOnlySpan<float> logs, Span<float> work)
    {
        var sums = work[..logs.Length];
        Sum(logs, sums);
        for (var i = 0; i < real.Length; i++)
        {
            var flat = MathF.Exp(logs[i] - Average(sums, i, shape.Averaging));
            (real[i], imaginary[i]) = logs[i] != 0 ? (real[i] * flat / magnitude[i], imaginary[i] * flat / magnitude[i]) : (0, 0);
        }
    }

    private static void Sum(ReadOnlySpan<float> values, Span<float> sums)
    {
        var sum = 0f;
        for (var i = 0; i < values.Length; i++) sums[i] = sum += values[i];
    }

    private static float Average(ReadOnlySpan<float> sums, int at, int span) => at < span ? sums[at] / (at + 1) : (sums[at] - sums[at - span]) / span;

    private static Span<OneSingle> Lanes(Span<float> numbers) => MemoryMarshal.Cast<float, OneSingle>(numbers);
}
