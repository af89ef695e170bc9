using SignalDetect.Core.Decisions;
using SignalDetect.Core.Detectors;

namespace SignalDetect.Core.Incidents;

/// <summary>
/// Says of each window of one stream how high its thresholds could be, as a multiple of the preset's, for it still to confirm an incident, were none open. It
/// holds the windows to the rules of <see cref="IncidentTracker"/>, those on the calendar and on what comes again aside, and to the counts in the place of people.
/// </summary>
public sealed class AlarmReach
{
    private const double MonthSeconds = 365.25 / 12 * 86400;

    private readonly IncidentSettings settings;
    private readonly Decision decision;
    private readonly bool isService;
    private readonly int lastingWindows;
    private readonly int span;
    private readonly long dismissMs;
    private readonly double rarity;
    private readonly int peopleWindows;
    private readonly RecentWindows recent;
    private readonly Queue<(long Start, long At, double Opens, double Hot)> last = new();
    private readonly List<double> hot = [];

    /// <param name="detector">The detector that judges, at the preset's own thresholds.</param>
    /// <param name="isService">True for a service's total; false for a series.</param>
    public AlarmReach(StreamDetector detector, bool isService)
    {
        var step = detector.StepSeconds;
        settings = detector.Preset.Incident;
        decision = new Decision(detector.Preset.Decision, step);
        this.isService = isService;
        lastingWindows = (settings.Persist + step - 1) / step;
        span = Math.Max(settings.Within, 2 * step);
        dismissMs = (settings.DismissAfter + step) * 1000L;
        rarity = -Math.Log(settings.Budget * step / MonthSeconds);
        peopleWindows = Math.Max(1, settings.Within / step);
        recent = new RecentWindows(peopleWindows);
    }

    /// <summary>Takes the stream's next window.</summary>
    /// <returns>The multiple; 0 where it confirms nothing at any.</returns>
    public double See(in JudgedWindow window)
    {
        recent.Add(window);
        var judged = window.Judgement;
        var alarm = decision.AlarmEvidence;
        var enough = decision.Enough(window.IsCounts, window.Value, judged.Expected, judged.Residual);
        var own = enough ? judged.Evidence / alarm : 0;
        while (last.TryPeek(out var oldest) && window.At - oldest.At >= dismissMs) last.Dequeue();
        var lasting = Lasting(window.At, own);
        var opens = !enough ? 0
            : isService ? Math.Min(own, Math.Min(-Math.Log(judged.PValue) / rarity, Math.Max(judged.Surprise / alarm, lasting)))
            : decision.NewsOf(judged.Score) / alarm;
        last.Enqueue((window.Start, window.At, opens, own));
        if (own <= 0 || !People(window)) return 0;
        foreach (var one in last) opens = Math.Max(opens, one.Opens);
        return Math.Min(Math.Min(own, opens), Math.Max(judged.Surprise / (settings.Overwhelming * alarm), lasting));
    }

    /// <summary>The multiple at which enough windows within the span, this one among them, would stand out.</summary>
    private double Lasting(long at, double own)
    {
        hot.Clear();
        hot.Add(own);
        foreach (var one in last)
            if (one.Start + span * 1000L >= at) hot.Add(one.Hot);
        if (hot.Count < lastingWindows) return 0;
        hot.Sort();
        return hot[^Math.Max(1, lastingWindows)];
    }

    private bool People(in JudgedWindow window)
    {
        if (!isService && (!window.IsCounts || window.Judgement.Residual < 0)) return true;
        var (value, expected) = recent.Sum(peopleWindows);
        return value >= settings.Reporters + expected;
    }
}
