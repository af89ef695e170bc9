using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SignalDetect.Core.Detectors.MLNet.Spectral;

/// <summary>
/// What is done to each number by itself, eight at a time. The end of a span goes through the same eightfold operations, so that a number's result does not
/// depend on where it stands, nor on how many series lie side by side.
/// </summary>
internal static class Elementwise
{
    private const int Width = 8;

    private interface IOperation
    {
        static abstract Vector512<double> On(Vector512<double> a, Vector512<double> b, Vector512<double> c);
    }

    /// <summary>ln |z| where |z| is above the floor, else 0.</summary>
    public static void LogMagnitude<T>(ReadOnlySpan<T> real, ReadOnlySpan<T> imaginary, double floor, Span<T> log)
        where T : unmanaged => Map<T, LogMagnitudeOf>(real, imaginary, floor, log);

    /// <summary>|z|.</summary>
    public static void Magnitude<T>(ReadOnlySpan<T> real, ReadOnlySpan<T> imaginary, Span<T> magnitude)
        where T : unmanaged => Map<T, MagnitudeOf>(real, imaginary, 0, magnitude);

    /// <summary>scale exp(-average) where the logarithm is not 0, else 0.</summary>
    public static void Weight<T>(ReadOnlySpan<T> average, ReadOnlySpan<T> log, double scale, Span<T> weight)
        where T : unmanaged => Map<T, WeightOf>(average, log, scale, weight);

    /// <summary>The product; 0 where a weight is, whatever is weighed.</summary>
    public static void Multiply<T>(ReadOnlySpan<T> values, ReadOnlySpan<T> by, Span<T> product)
        where T : unmanaged => Map<T, ProductOf>(values, by, 0, product);

    /// <summary>A tenth of how far a magnitude is from its average, in averages of at least <paramref name="least"/>; from 0 to 1.</summary>
    public static void Score<T>(ReadOnlySpan<T> magnitude, ReadOnlySpan<T> average, double least, Span<T> score)
        where T : unmanaged => Map<T, ScoreOf>(magnitude, average, least, score);

    private static void Map<T, TOperation>(ReadOnlySpan<T> first, ReadOnlySpan<T> second, double third, Span<T> result)
        where T : unmanaged
        where TOperation : struct, IOperation
    {
        var a = MemoryMarshal.Cast<T, double>(first);
        var b = MemoryMarshal.Cast<T, double>(second)[..a.Length];
        var y = MemoryMarshal.Cast<T, double>(result)[..a.Length];
        var c = Vector512.Create(third);
        var i = 0;
        for (; i <= a.Length - Width; i += Width) TOperation.On(Vector512.Create(a[i..]), Vector512.Create(b[i..]), c).CopyTo(y[i..]);
        if (i == a.Length) return;
        Span<double> end = stackalloc double[3 * Width];
        a[i..].CopyTo(end);
        b[i..].CopyTo(end[Width..]);
        TOperation.On(Vector512.Create(end), Vector512.Create(end[Width..]), c).CopyTo(end[(2 * Width)..]);
        end.Slice(2 * Width, a.Length - i).CopyTo(y[i..]);
    }

    private readonly struct LogMagnitudeOf : IOperation
    {
        public static Vector512<double> On(Vector512<double> a, Vector512<double> b, Vector512<double> c)
        {
            var magnitude = Vector512.Sqrt(a * a + b * b);
            return Vector512.ConditionalSelect(Vector512.GreaterThan(magnitude, c), Vector512.Log(magnitude), Vector512<double>.Zero);
        }
    }

    private readonly struct MagnitudeOf : IOperation
    {
        public static Vector512<double> On(Vector512<double> a, Vector512<double> b, Vector512<double> c) => Vector512.Sqrt(a * a + b * b);
    }

    private readonly struct WeightOf : IOperation
    {
        public static Vector512<double> On(Vector512<double> a, Vector512<double> b, Vector512<double> c) => Vector512.ConditionalSelect(
            Vector512.Equals(b, Vector512<double>.Zero), Vector512<double>.Zero, Vector512.Exp(-a) * c + (b - b));   // b - b: an infinite logarithm spoils
    }

    private readonly struct ProductOf : IOperation
    {
        public static Vector512<double> On(Vector512<double> a, Vector512<double> b, Vector512<double> c) => Vector512.ConditionalSelect(
            Vector512.Equals(b, Vector512<double>.Zero), Vector512<double>.Zero, a * b);
    }

    private readonly struct ScoreOf : IOperation
    {
        public static Vector512<double> On(Vector512<double> a, Vector512<double> b, Vector512<double> c)
        {
            var average = Vector512.ConditionalSelect(Vector512.LessThan(Vector512.Abs(b), c), c, b);
            var score = Vector512.Abs(a - b) / average * Vector512.Create(.1);
            return Vector512.Min(Vector512.Max(score, Vector512<double>.Zero), Vector512<double>.One);
        }
    }
}
