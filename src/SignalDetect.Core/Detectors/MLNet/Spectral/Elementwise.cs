using System.Numerics;
using System.Runtime.InteropServices;
using V = System.Numerics.Vector<double>;

namespace SignalDetect.Core.Detectors.MLNet.Spectral;

/// <summary>
/// What is done to each number by itself, some at a time. The end of a span goes through the same operations, so that a number's result does not
/// depend on where it stands, nor on how many series lie side by side.
/// </summary>
internal static class Elementwise
{
    private interface IOperation
    {
        static abstract V On(V a, V b, V c);
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
        var c = Vector.Create(third);
        var i = 0;
        for (; i <= a.Length - V.Count; i += V.Count) TOperation.On(Vector.Create(a[i..]), Vector.Create(b[i..]), c).CopyTo(y[i..]);
        if (i == a.Length) return;
        Span<double> end = stackalloc double[3 * V.Count];
        a[i..].CopyTo(end);
        b[i..].CopyTo(end[V.Count..]);
        TOperation.On(Vector.Create<double>(end), Vector.Create<double>(end[V.Count..]), c).CopyTo(end[(2 * V.Count)..]);
        end.Slice(2 * V.Count, a.Length - i).CopyTo(y[i..]);
    }

    private readonly struct LogMagnitudeOf : IOperation
    {
        public static V On(V a, V b, V c)
        {
            var magnitude = Vector.SquareRoot(a * a + b * b);
            return Vector.ConditionalSelect(Vector.GreaterThan<double>(magnitude, c), Vector.Log(magnitude), V.Zero);
        }
    }

    private readonly struct MagnitudeOf : IOperation
    {
        public static V On(V a, V b, V c) => Vector.SquareRoot(a * a + b * b);
    }

    private readonly struct WeightOf : IOperation
    {
        public static V On(V a, V b, V c) => Vector.ConditionalSelect(
            Vector.Equals<double>(b, V.Zero), V.Zero, Vector.Exp(-a) * c + (b - b));   // b - b: an infinite logarithm spoils
    }

    private readonly struct ProductOf : IOperation
    {
        public static V On(V a, V b, V c) => Vector.ConditionalSelect(
            Vector.Equals<double>(b, V.Zero), V.Zero, a * b);
    }

    private readonly struct ScoreOf : IOperation
    {
        public static V On(V a, V b, V c)
        {
            var average = Vector.ConditionalSelect(Vector.LessThan<double>(Vector.Abs(b), c), c, b);
            var score = Vector.Abs(a - b) / average * Vector.Create(.1);
            return Vector.Min(Vector.Max(score, V.Zero), V.One);
        }
    }
}
