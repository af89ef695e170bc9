using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using SignalDetect.Core.Detectors.Presets;

namespace SignalDetect.Core.Detectors.MLNet;

/// <summary>
/// The kernel tail as it should be: the variance of the values held is computed anew with each one, about the newest of them, so that a surge is forgotten when
/// it has left. An infinity gets the p-value it deserves and is not held. Elsewhere it differs from ML.NET's by rounding alone.
/// State: count and oldest (whole numbers, in one), the inverse bandwidth, the ring of single-precision values (two in one).
/// </summary>
internal sealed class SteadyKernelTail(int history, Side side) : KernelTail(history, side)
{
    private const int Lanes = 8;
    private const int Inverse = 1;
    private const int Ring = 2;

    private readonly int length = Ring + (history + Lanes - 1) / Lanes * Lanes / 2;

    public override int StateLength => length;

    public override bool IsFull(ReadOnlySpan<double> state) => MemoryMarshal.Cast<double, int>(state)[0] == History;

    public override void Advance(StreamStates states, ReadOnlySpan<double> values, Span<double> p)
    {
        Span<double> scratch = stackalloc double[4 * Lanes];
        for (var from = 0; from < values.Length; from += Lanes)
        {
            var some = values.Slice(from, Math.Min(Lanes, values.Length - from));
            Few(states.From(from, some.Length), some, p[from..], scratch);
        }
    }

    /// <summary>Up to eight streams: their sums one by one, and what follows from them side by side.</summary>
    private void Few(StreamStates states, ReadOnlySpan<double> values, Span<double> p, Span<double> scratch)
    {
        var counts = scratch[..8];
        var errors = scratch[8..16];
        var offs = scratch[16..24];
        var squares = scratch[24..32];
        for (var i = 0; i < values.Length; i++)
        {
            var state = states[i];
            var header = MemoryMarshal.Cast<double, int>(state);
            var ring = MemoryMarshal.Cast<double, float>(state[Ring..]);
            var value = (float)values[i];
            var (count, oldest) = (header[0], header[1]);
            counts[i] = count;
            KernelSums.Over(ring, count, count < History ? -1 : oldest, value, state[Inverse], out errors[i], out offs[i], out squares[i]);
            if (!float.IsFinite(value)) continue;
            ring[oldest] = value;
            header[1] = oldest + 1 == History ? 0 : oldest + 1;
            if (count < History) header[0] = count + 1;
        }

        Follow(counts, errors, offs, squares);
        for (var i = 0; i < values.Length; i++)
        {
            var value = (float)values[i];
            p[i] = errors[i];
            if (float.IsFinite(value)) states[i][Inverse] = squares[i];
            else p[i] = float.IsNaN(value) ? double.NaN : Sided(counts[i] == 0 ? .5 : value > 0 ? 0 : 1);
        }
    }

    /// <summary>From the sums, in place: p-values for the errors, inverse bandwidths for the squares.</summary>
    private void Follow(ReadOnlySpan<double> counts, Span<double> errors, ReadOnlySpan<double> offs, Span<double> squares)
    {
        var one = Vector512<double>.One;
        var before = Vector512.Create(counts);
        var held = Vector512.MinNative(before + one, Vector512.Create((double)History));
        var mean = Vector512.Create(offs) / held;
        var variance = Vector512.MaxNative(Vector512.Create<double>(squares) / held - mean * mean, Vector512<double>.Zero);
        variance = Vector512.ConditionalSelect(Vector512.Equals(held, one), one, variance);   // one value alone is given the deviation 1
        var inverse = one / Vector512.MaxNative(Vector512.Create(Sqrt2) * Vector512.Sqrt(variance), Vector512.Create(LeastBandwidth));
        inverse.CopyTo(squares);
        var upper = Vector512.Create(.5) - Vector512.Create<double>(errors) / Vector512.MaxNative(before + before, one);
        Sided(upper).CopyTo(errors);
    }
}
