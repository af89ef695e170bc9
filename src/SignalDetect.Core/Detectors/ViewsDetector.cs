using System.Runtime.CompilerServices;
using SignalDetect.Core.Detectors.Presets;
using static SignalDetect.Core.Baselines.StreamLayout;
using static SignalDetect.Core.Lanes.Lane;
using static System.Numerics.Vector;
using V = System.Numerics.Vector<double>;

namespace SignalDetect.Core.Detectors;

/// <summary>
/// The default detector: the surprise of the window itself, of sums over the last ones, of the step, of the mean surprise and, for measurements, about a fast
/// level; each held against its own past. The strongest of the first four, and a share of the others, is the evidence.
/// </summary>
internal sealed class ViewsDetector
{
    private readonly ViewParameters parameters;
    private readonly SelfCalibratedTail tail;
    private readonly SumView sums;
    private readonly StepView step;
    private readonly MeanSurpriseView mean;
    private readonly FastLevelView level;

    public ViewsDetector(Preset preset, int stepSeconds)
    {
        parameters = preset.View;
        tail = preset.Calibration.ForViews(stepSeconds);
        var decay = preset.Calibration.Decay(stepSeconds);
        var freedom = preset.Dispersion.DegreesOfFreedom;
        sums = new SumView(parameters.ResidualCap, 1 - decay, tail, parameters.Price);
        step = new StepView(freedom, decay, preset.Dispersion.Clip);
        mean = new MeanSurpriseView(parameters, 1 - decay, preset.Dispersion.Clip);
        level = new FastLevelView(freedom, parameters, preset.Dispersion, stepSeconds);
    }

    public static void Start(Span<double> state)
    {
        state.Clear();
        state.Slice(SumInflation, 3).Fill(1);
        for (var i = 0; i < 3; i++) SelfCalibratedTail.Start(state.Slice(SumTails + 3 * i, 3));
        SelfCalibratedTail.Start(state.Slice(StepTail, 3));
        SelfCalibratedTail.Start(state.Slice(SurpriseTail, 3));
        SelfCalibratedTail.Start(state.Slice(FastTail, 3));
        state[SurpriseMean] = 1;
        state[SurpriseVariance] = .5;
    }

    /// <summary>Forgets the last windows, and nothing of what is usual.</summary>
    public static void Forget(Span<double> state)
    {
        state.Slice(SumLast, 8).Clear();
        state[SurpriseFast] = state[SurpriseMean];
    }

    /// <summary>The evidence in one window of each of some streams, nats.</summary>
    /// <param name="state">The views' rows.</param>
    /// <param name="windowNats">The window's own surprise, held against its past.</param>
    /// <param name="weight">How much the window teaches the tails.</param>
    public V Advance(Span<V> state, in Glance seen, in V windowNats, in V weight)
    {
        var main = MaxNative(OfWindow(windowNats), sums.Advance(state, seen.Residual, weight));
        var side = Side(state.Slice(StepTail, 3), step.Advance(state, seen), weight);
        side += Side(state.Slice(SurpriseTail, 3), mean.Advance(state, seen.Surprise), weight);
        if (Any(~seen.IsCounts)) side += Side(state.Slice(FastTail, 3), level.Advance(state, seen), weight);
        return main + side;
    }

    /// <summary>The evidence of the window alone, nats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V OfWindow(V windowNats) => Paid(windowNats, parameters.WindowPrice);

    // Below zero: the view has nothing to say yet.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private V Side(Span<V> state, V evidence, in V weight) =>
        Create(parameters.SideShare) * Paid(tail.Advance(state, evidence, weight, GreaterThanOrEqual<double>(evidence, V.Zero)), parameters.Price);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Paid(V nats, double price) => MaxNative(nats - Create(price), V.Zero);
}
