using SignalDetect.Core.Detectors.Presets;

namespace SignalDetect.Core.Detectors.MLNet;

/// <summary>
/// ML.NET's p-value: the tail of a Gaussian kernel density over the last values, its bandwidth their standard deviation, held as a running sum of squared
/// differences. State: count, oldest, that sum, the ring of single-precision values. The order of operations and the single-precision subtractions are ML.NET's
/// (5.0.0, SequentialAnomalyDetectionTransformBase), so that the figures are the same to the last bits.
/// </summary>
internal readonly struct KernelTail(int history, Side side)
{
    private const double LeastP = 1e-8;
    private static readonly double Sqrt2 = Math.Sqrt(2);

    public int StateLength => 3 + history;

    /// <summary>True once there is a whole history.</summary>
    public bool IsFull(ReadOnlySpan<double> state) => state[0] == history;

    /// <summary>The value's p-value among those before it; the value then joins them. NaN once the running sum is spoilt, as in ML.NET.</summary>
    public double Advance(Span<double> state, double value)
    {
        var r = (double)(float)value;
        var n = (int)state[0];
        var first = (int)state[1];
        var ring = state.Slice(3, history);
        var older = ring[first..n];   // oldest to newest: from the first to the end, then from the start
        var newer = ring[..first];
        ref var squares = ref state[2];
        var p = .5;
        if (n > 0)
        {
            var bandwidth = Math.Max(Sqrt2 * (n == 1 ? 1 : Math.Sqrt(squares) / n), 1e-6);
            var sum = 0.0;
            Add(older, r, bandwidth, ref sum, ref squares);
            Add(newer, r, bandwidth, ref sum, ref squares);
            p = .5 - sum / (2.0 * n);
        }

        if (n == history) Drop(ring[first], older[1..], newer, r, ref squares);
        Push(state, ring, r, n, first);
        return Clamped(side switch { Side.Negative => 1 - p, Side.TwoSided => Math.Min(p, 1 - p), _ => p });
    }

    private static void Add(ReadOnlySpan<double> values, double r, double bandwidth, ref double sum, ref double squares)
    {
        foreach (var old in values)
        {
            var off = r - old;
            sum += Erf(off / bandwidth);
            squares += off * off;
        }
    }

    private static void Drop(double oldest, ReadOnlySpan<double> older, ReadOnlySpan<double> newer, double r, ref double squares)
    {
        foreach (var old in older) squares -= Square((float)oldest - (float)old);
        foreach (var old in newer) squares -= Square((float)oldest - (float)old);
        squares -= (oldest - r) * (oldest - r);
    }

    private static double Square(double x) => x * x;

    private void Push(Span<double> state, Span<double> ring, double r, int n, int first)
    {
        if (n < history)
        {
            ring[n] = r;
            state[0] = n + 1;
            return;
        }

        ring[first] = r;
        state[1] = first + 1 == history ? 0 : first + 1;
    }

    private static double Clamped(double p) => p < LeastP ? LeastP : p > 1 - LeastP ? 1 - LeastP : p;

    /// <summary>Abramowitz-Stegun 7.1.26, which ML.NET uses; its error of 1e-7 is part of the figures.</summary>
    private static double Erf(double x)
    {
        if (double.IsInfinity(x)) return x > 0 ? 1 : -1;
        var t = 1 / (1 + .3275911 * Math.Abs(x));
        var e = 1 - ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - .284496736) * t + .254829592) * t * Math.Exp(-(x * x));
        return x >= 0 ? e : -e;
    }
}
