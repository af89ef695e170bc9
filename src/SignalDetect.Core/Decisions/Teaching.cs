using System.Runtime.CompilerServices;
using SignalDetect.Core.Baselines;
using SignalDetect.Core.Detectors.Presets;
using SignalDetect.Core.Lanes;
using static SignalDetect.Core.Lanes.Lane;
using static System.Numerics.Vector;
using V = System.Numerics.Vector<double>;

namespace SignalDetect.Core.Decisions;

/// <summary>
/// How much a window teaches: hardly anything while an incident lasts, so that a long outage does not become the usual; but not for ever, so that a new level
/// does.
/// </summary>
internal sealed class Teaching(TeachingParameters teaching, double taughtWindows, int step)
{
    private readonly double perDay = 86400.0 / step;

    /// <summary>How much a window of each stream's incident teaches the tails, 0 to 1: a long one as its logarithm. Measurements always in full.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V TailWeight(ReadOnlySpan<V> s) => ConditionalSelect(
        Equals<double>(s[StreamLayout.IsMeasurement], V.Zero), V.One / (V.One + MaxNative(s[StreamLayout.Frozen] - Create(taughtWindows), V.Zero)), V.One);

    /// <summary>How much this window teaches the baselines, and counts it into the incident.</summary>
    /// <param name="evidence">Its evidence, nats.</param>
    /// <param name="surprise">-ln of its two-sided tail, nats.</param>
    public V Weight(Span<V> s, in V x, in V expected, in V evidence, in V surprise)
    {
        ref var frozen = ref s[StreamLayout.Frozen];
        ref var far = ref s[StreamLayout.FarAbove];
        var counts = Equals<double>(s[StreamLayout.IsMeasurement], V.Zero);
        var freezes = GreaterThan<double>(evidence, Create(teaching.FreezeNats)) | (counts & GreaterThan<double>(surprise, Create(teaching.FreezeNats)));
        var thawed = MaxNative(frozen - Create(2.0), V.Zero);
        var forgotten = ConditionalSelect(LessThanOrEqual<double>(thawed, V.Zero), V.Zero, far);
        if (!Any(freezes))
        {
            (frozen, far) = (thawed, forgotten);
            return V.One;
        }

        var isFar = counts & GreaterThan<double>(x, Create(teaching.FarAboveRatio) * expected + V.One);
        var farther = far + (ConditionalSelect(isFar, V.One, V.Zero) - far) * Create(.125);
        var isLong = GreaterThan<double>(farther, Create(.5)) | (counts & LessThan<double>(frozen, Create(8.0)));
        var limit = ConditionalSelect(isLong, Create(teaching.LongDays * perDay), Create(teaching.ShortDays * perDay));
        var taught = MaxNative(Logarithms.Exp((MaxNative(evidence, surprise) - Create(teaching.FreezeNats)) * Create(-.5)), Create(teaching.FrozenWeight));
        var weight = ConditionalSelect(freezes & LessThan<double>(frozen, limit), taught, V.One);
        frozen = ConditionalSelect(freezes, MinNative(frozen + V.One, Create((teaching.LongDays + 1) * perDay)), thawed);
        far = ConditionalSelect(freezes, farther, forgotten);
        return weight;
    }
}
