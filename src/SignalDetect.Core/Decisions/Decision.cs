using System.Runtime.CompilerServices;
using SignalDetect.Core.Baselines;
using SignalDetect.Core.Detectors.Presets;
using SignalDetect.Core.Lanes;
using static SignalDetect.Core.Lanes.Lane;
using static System.Numerics.Vector;
using V = System.Numerics.Vector<double>;

namespace SignalDetect.Core.Decisions;

/// <summary>From evidence to an alarm: only what tops the recent peak is news, and only news that keeps the budget is an alarm.</summary>
internal sealed class Decision(DecisionParameters parameters, int step)
{
    private readonly double fade = Math.Pow(.5, 1 / Math.Max(12, parameters.PeakHalfLifeHours * 3600 / step));

    /// <summary>Evidence of an alarm, nats: as rare as the budget says, by its face value.</summary>
    public double AlarmEvidence { get; } = Math.Log(604800.0 / step / parameters.AlarmsPerWeek);

    private double HalfScore => parameters.HalfScore > 0 ? parameters.HalfScore : AlarmEvidence;

    /// <summary>Decides on a window, and its evidence becomes the recent peak.</summary>
    /// <param name="thresholds">The streams' thresholds as multiples of <see cref="AlarmEvidence"/>.</param>
    public void Decide(Span<V> s, in V evidence, in V enough, in V thresholds, in Verdict verdict)
    {
        var peak = s[StreamLayout.Peak] * Create(fade);
        var height = Height(evidence);
        Decide(evidence, News(evidence, height, peak), enough, thresholds, AlarmEvidence, verdict);
        s[StreamLayout.Peak] = MaxNative(peak, height);
    }

    /// <summary>Decides on a window that is still open: only evidence of several times an alarm's raises one. Changes nothing.</summary>
    public void DecideOpen(ReadOnlySpan<V> s, in V evidence, in V enough, in V thresholds, in Verdict verdict) => Decide(
        evidence, News(evidence, Height(evidence), s[StreamLayout.Peak] * Create(fade)), enough, thresholds, parameters.PartialFactor * AlarmEvidence, verdict);

    /// <summary>The news that a score tells of, nats, under the preset's own thresholds.</summary>
    public double NewsOf(double score) => score * HalfScore / (1 - score);

    /// <summary>Counts: enough of them and above, or below where many are expected. Measurements: always.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Enough(V counts, V x, V expected, V residual) =>
        ~counts | (GreaterThanOrEqual<double>(x, Create(parameters.LeastCount)) & GreaterThan<double>(residual, V.Zero))
        | (LessThan<double>(residual, V.Zero) & GreaterThan<double>(expected, Create(parameters.LeastExpectedForDips)));

    /// <inheritdoc cref="Enough(V, V, V, V)"/>
    public bool Enough(bool counts, double x, double expected, double residual) =>
        Any(Enough(counts ? V.AllBitsSet : V.Zero, Create(x), Create(expected), Create(residual)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Decide(V evidence, V news, V enough, V thresholds, double least, in Verdict verdict)
    {
        var alarm = thresholds * Create(least);
        verdict.Score = news / FusedMultiplyAdd(thresholds, Create(HalfScore), news);
        verdict.Raised = enough & GreaterThanOrEqual<double>(news, alarm);
        verdict.Hot = enough & GreaterThanOrEqual<double>(evidence, alarm);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private V Height(V evidence) => Create(parameters.PeakScale) * Functions.Log1P(evidence * Create(1 / parameters.PeakScale));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private V News(V evidence, V height, V peak) =>
        ConditionalSelect(GreaterThan<double>(height, peak + Create(parameters.Margin)), evidence, MinNative(Create(parameters.Damping) * evidence, Create(parameters.DampedMost)));
}
