using System.Numerics;
using System.Runtime.InteropServices;
using SignalDetect.Core.Detectors.Presets;
using V = System.Numerics.Vector<double>;

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
        var counts = scratch[..Lanes];
        var errors = scratch[Lanes..(2 * Lanes)];
        var offs = scratch[(2 * Lanes)..(3 * Lanes)];
        var squares = scratch[(3 * Lanes)..];
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
        var one = V.One;
        for (var i = 0; i < Lanes; i += V.Count)
        {
            var before = Vector.Create(counts[i..]);
            var held = Vector.MinNative(before + one, Vector.Create((double)History));
            var mean = Vector.Create(offs[i..]) / held;
            var variance = Vector.MaxNative(Vector.Create<double>(squares[i..]) / held - mean * mean, V.Zero);
            variance = Vector.ConditionalSelect(Vector.Equals<double>(held, one), one, variance);   // one value alone is given the deviation 1
            var inverse = one / Vector.MaxNative(Vector.Create(Sqrt2) * Vector.SquareRoot(variance), Vector.Create(LeastBandwidth));
            inverse.CopyTo(squares[i..]);
            var upper = Vector.Create(.5) - Vector.Create<double>(errors[i..]) / Vector.MaxNative(before + before, one);
            Sided(upper).CopyTo(errors[i..]);
        }
    }
}
