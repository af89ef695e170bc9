using System.Numerics;
using SignalDetect.Core.Detectors.Presets;
using V = System.Numerics.Vector<double>;

namespace SignalDetect.Core.Detectors.MLNet;

/// <summary>
/// ML.NET's p-value: the tail of a Gaussian kernel density over the last values, its bandwidth their standard deviation. State: all zeros for a new stream.
/// </summary>
internal abstract class KernelTail(int history, Side side)
{
    /// <summary>The bandwidth is at least this.</summary>
    protected const double LeastBandwidth = 1e-6;

    protected static readonly double Sqrt2 = Math.Sqrt(2);

    private const double LeastP = 1e-8;

    public abstract int StateLength { get; }

    protected int History => history;

    /// <summary>The tail, as ML.NET has it to the last bit, or as it should be.</summary>
    public static KernelTail Make(int history, Side side, bool compatible)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(history);
        return compatible ? new CompatibleKernelTail(history, side) : new SteadyKernelTail(history, side);
    }

    /// <summary>True once there is a whole history.</summary>
    public abstract bool IsFull(ReadOnlySpan<double> state);

    /// <summary>The p-values of many streams' next values among those before; the values then join them. NaN for a NaN, which changes nothing.</summary>
    /// <param name="states">The streams' states, each with these numbers first.</param>
    public abstract void Advance(StreamStates states, ReadOnlySpan<double> values, Span<double> p);

    /// <summary>The p-value of one stream's next value.</summary>
    public double Advance(Span<double> state, double value)
    {
        Span<double> p = stackalloc double[1];
        Advance(new StreamStates(state[..StateLength], StateLength), [value], p);
        return p[0];
    }

    /// <summary>The p-value of the side asked for, from the upper tail.</summary>
    protected double Sided(double upper)
    {
        var p = side switch { Side.Negative => 1 - upper, Side.TwoSided => Math.Min(upper, 1 - upper), _ => upper };
        return p < LeastP ? LeastP : p > 1 - LeastP ? 1 - LeastP : p;
    }

    /// <inheritdoc cref="Sided(double)"/>
    protected V Sided(V upper)
    {
        var lower = V.One - upper;
        var p = side switch { Side.Negative => lower, Side.TwoSided => Vector.MinNative(upper, lower), _ => upper };
        return Vector.MaxNative(Vector.MinNative(p, Vector.Create(1 - LeastP)), Vector.Create(LeastP));
    }
}
