using SignalDetect.Core.Detectors.Presets;
using static SignalDetect.Core.Baselines.StreamLayout;

namespace SignalDetect.Core.Detectors;

/// <summary>What the views see of one window, beside their own past.</summary>
/// <param name="Value">What was observed.</param>
/// <param name="Last">What the window before showed.</param>
/// <param name="Residual">The tail probability under the predictive as a standard normal.</param>
/// <param name="Surprise">-ln of the two-sided tail probability.</param>
/// <param name="IsCounts">False for a measurement.</param>
internal readonly record struct Glance(double Value, double Last, double Residual, double Surprise, bool IsCounts);

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
        var student = new StudentT(preset.Dispersion.DegreesOfFreedom);
        sums = new SumView(parameters.ResidualCap, 1 - decay, tail, parameters.Price);
        step = new StepView(student, decay, preset.Dispersion.Clip);
        mean = new MeanSurpriseView(parameters, 1 - decay, preset.Dispersion.Clip);
        level = new FastLevelView(student, parameters, preset.Dispersion, stepSeconds);
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
        state.Slice(SumRing, 8).Clear();
        state[SurpriseFast] = state[SurpriseMean];
    }

    /// <summary>The evidence in one window, nats.</summary>
    /// <param name="state">The views' state.</param>
    /// <param name="windowNats">The window's own surprise, held against its past.</param>
    /// <param name="weight">How much the window teaches the tails.</param>
    public double Advance(Span<double> state, in Glance seen, double windowNats, double weight)
    {
        var main = Math.Max(Paid(windowNats, parameters.WindowPrice), sums.Advance(state, seen.Residual, weight));
        var side = Side(state.Slice(StepTail, 3), step.Advance(state, seen), weight);
        side += Side(state.Slice(SurpriseTail, 3), mean.Advance(state, seen.Surprise), weight);
        if (!seen.IsCounts) side += Side(state.Slice(FastTail, 3), level.Advance(state, seen.Value), weight);
        return main + side;
    }

    /// <summary>The evidence of the window alone, nats.</summary>
    public double OfWindow(double windowNats) => Paid(windowNats, parameters.WindowPrice);

    // Below zero: the view has nothing to say yet.
    private double Side(Span<double> state, double evidence, double weight) =>
        evidence < 0 ? 0 : parameters.SideShare * Paid(tail.Advance(state, evidence, weight), parameters.Price);

    private static double Paid(double nats, double price) => Math.Max(0, nats - price);
}
