using SignalDetect.Core.Baselines;
using SignalDetect.Core.Detectors;
using SignalDetect.Core.Detectors.Presets;

namespace SignalDetect.Core.Decisions;

/// <summary>What a window's evidence comes to.</summary>
/// <param name="Score">The news in it, 0 to 1.</param>
/// <param name="Raised">An alarm is raised or escalated.</param>
/// <param name="Hot">The evidence is as strong as an alarm's.</param>
internal readonly record struct Verdict(double Score, bool Raised, bool Hot);

/// <summary>From evidence to an alarm: only what tops the recent peak is news, and only news that keeps the budget is an alarm.</summary>
internal sealed class Decision(DecisionParameters parameters, int step)
{
    private readonly double fade = Math.Pow(.5, 1 / Math.Max(12, parameters.PeakHalfLifeHours * 3600 / step));

    /// <summary>Evidence of an alarm, nats: as rare as the budget says, by its face value.</summary>
    public double AlarmEvidence { get; } = Math.Log(604800.0 / step / parameters.AlarmsPerWeek);

    /// <summary>Decides on a window, and its evidence becomes the recent peak.</summary>
    /// <param name="thresholds">The stream's threshold as a multiple of <see cref="AlarmEvidence"/>.</param>
    public Verdict Decide(Span<double> fast, double evidence, bool enough, double thresholds)
    {
        ref var peak = ref fast[StreamLayout.Peak];
        peak *= fade;
        var height = Height(evidence);
        var news = News(evidence, height, peak);
        peak = Math.Max(peak, height);
        var alarm = thresholds * AlarmEvidence;
        return new Verdict(Score(news, thresholds), enough && news >= alarm, enough && evidence >= alarm);
    }

    /// <summary>Decides on a window that is still open: only evidence of several times an alarm's raises one. Changes nothing.</summary>
    public Verdict DecideOpen(ReadOnlySpan<double> fast, double evidence, bool enough, double thresholds)
    {
        var news = News(evidence, Height(evidence), fast[StreamLayout.Peak] * fade);
        var least = thresholds * parameters.PartialFactor * AlarmEvidence;
        return new Verdict(Score(news, thresholds), enough && news >= least, enough && evidence >= least);
    }

    /// <summary>Counts: enough of them and above, or below where many are expected. Measurements: always.</summary>
    public bool Enough(bool counts, double x, double expected, double residual) =>
        !counts || (x >= parameters.LeastCount && residual > 0) || (residual < 0 && expected > parameters.LeastExpectedForDips);

    private double Height(double evidence) => parameters.PeakScale * Precise.Log1P(evidence / parameters.PeakScale);

    private double News(double evidence, double height, double peak) =>
        height > peak + parameters.Margin ? evidence : Math.Min(parameters.Damping * evidence, parameters.DampedMost);

    /// <summary>The news that a score tells of, nats, under the preset's own thresholds.</summary>
    public double NewsOf(double score) => score * HalfScore / (1 - score);

    private double HalfScore => parameters.HalfScore > 0 ? parameters.HalfScore : AlarmEvidence;

    private double Score(double news, double thresholds) => news / (news + thresholds * HalfScore);
}
