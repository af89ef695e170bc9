using SignalDetect.Core.Detectors.Presets;

namespace SignalDetect.Core.Detectors.MLNet;

/// <summary>
/// The kernel tail to the last bit as in ML.NET 5.0.0 (SequentialAnomalyDetectionTransformBase): the variance is a running sum of squared differences, some of
/// them in single precision, so that one surge among values that are no whole numbers ruins it for ever, and so does one infinity: then every p-value is NaN.
/// State: count, oldest, that sum, the ring.
/// </summary>
internal sealed class CompatibleKernelTail(int history, Side side) : KernelTail(history, side)
{
    public override int StateLength => 3 + History;

    public override bool IsFull(ReadOnlySpan<double> state) => state[0] == History;

    public override void Advance(StreamStates states, ReadOnlySpan<double> values, Span<double> p)
    {
        for (var i = 0; i < values.Length; i++) p[i] = double.IsNaN(values[i]) ? double.NaN : Advance(states[i], values[i]);
    }

    private new double Advance(Span<double> state, double value)
    {
        var r = (double)(float)value;
        var n = (int)state[0];
        var first = (int)state[1];
        var ring = state.Slice(3, History);
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

        if (n == History) Drop(ring[first], older[1..], newer, r, ref squares);
        Push(state, ring, r, n, first);
        return Sided(p);
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
        if (n < History)
        {
            ring[n] = r;
            state[0] = n + 1;
            return;
        }

        ring[first] = r;
        state[1] = first + 1 == History ? 0 : first + 1;
    }

    /// <summary>Abramowitz-Stegun 7.1.26, which ML.NET uses; its error of 1e-7 is part of the figures.</summary>
    private static double Erf(double x)
    {
        if (double.IsInfinity(x)) return x > 0 ? 1 : -1;
        var t = 1 / (1 + .3275911 * Math.Abs(x));
        var e = 1 - ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - .284496736) * t + .254829592) * t * Math.Exp(-(x * x));
        return x >= 0 ? e : -e;
    }
}
