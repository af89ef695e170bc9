using System.Runtime.CompilerServices;
using SignalDetect.Core.Lanes;
using static SignalDetect.Core.Lanes.Lane;
using static System.Numerics.Vector;
using V = System.Numerics.Vector<double>;

namespace SignalDetect.Core.Detectors;

/// <summary>
/// Evidence held against its own past, so that it keeps what it promises on this stream: peaks over a threshold (Pickands 1975) with an exponential excess
/// whose rate and mean are learnt. State: exceedances, windows (both decayed) and the mean excess.
/// </summary>
/// <param name="threshold">The threshold u, nats.</param>
/// <param name="prior">Windows' worth of the prior, under which the evidence is exact.</param>
/// <param name="decay">What is left of the counts after one window.</param>
/// <param name="largest">The largest excess, in mean excesses, that teaches.</param>
/// <param name="least">The least mean excess, nats.</param>
internal sealed class SelfCalibratedTail(double threshold, double prior, double decay, double largest, double least)
{
    public const int Length = 3;

    private readonly double expected = prior * Math.Exp(-threshold);
    private readonly double inverse = 1 / threshold;
    private readonly double stiffness = 5 * prior * Math.Exp(-threshold);

    public static void Start(Span<double> tail)
    {
        tail[0] = 0;
        tail[1] = 0;
        tail[2] = 1;
    }

    /// <summary>-ln of the probability of evidence as strong, by each of some streams' past. Changes nothing.</summary>
    /// <param name="tail">The state.</param>
    /// <param name="evidence">Evidence, nats.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Nats(ReadOnlySpan<V> tail, V evidence)
    {
        var rate = Logarithms.Log((tail[1] + Create(prior)) / (tail[0] + Create(expected)));
        return ConditionalSelect(GreaterThan<double>(evidence, Create(threshold)), rate + (evidence - Create(threshold)) / tail[2], evidence * rate * Create(inverse));
    }

    /// <summary>The same, and the evidence becomes past.</summary>
    /// <param name="tail">The state.</param>
    /// <param name="evidence">Evidence, nats.</param>
    /// <param name="weight">How much an exceedance teaches, 0 to 1.</param>
    /// <param name="has">All bits where there is evidence; elsewhere nothing changes, and it is 0.</param>
    /// <param name="share">One over the windows that the evidence spans: those overlap, and one event is not to teach as many.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Advance(Span<V> tail, V evidence, in V weight, V has, double share = 1)
    {
        var nats = Nats(tail, evidence);
        var left = ConditionalSelect(has, Create(decay), V.One);
        tail[1] = FusedMultiplyAdd(tail[1], left, Create(share) & has);
        tail[0] *= left;
        var exceeds = GreaterThan<double>(evidence, Create(threshold)) & has;
        if (Any(exceeds)) Exceed(tail, evidence, weight * Create(share) & exceeds);
        return nats & has;
    }

    /// <inheritdoc cref="Advance(Span{V}, V, in V, V, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Advance(Span<V> tail, V evidence, in V weight, double share = 1) => Advance(tail, evidence, weight, V.AllBitsSet, share);

    private void Exceed(Span<V> tail, V evidence, V weight)
    {
        var mean = tail[2];
        var exceedances = tail[0] += weight;
        var excess = MinNative((evidence - Create(threshold)) / mean, Create(largest));
        var taught = MaxNative(mean * Logarithms.Exp(weight * (excess - V.One) / (Create(stiffness) + exceedances)), Create(least));
        tail[2] = ConditionalSelect(GreaterThan<double>(evidence, Create(threshold)) & ~Equals<double>(weight, V.Zero), taught, mean);
    }
}
