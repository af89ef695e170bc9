namespace SignalDetect.Core.Incidents;

/// <summary>How strong a window is, alone and with those before it: whether it opens an incident, confirms it or brings it back.</summary>
internal sealed class Strength(TrackedService service, IncidentSettings settings, RecentWindows recent, Calendar calendar)
{
    private const double LeastCount = 5;
    private const double MonthSeconds = 365.25 / 12 * 86400;

    private readonly double alarm = service.Thresholds * service.AlarmEvidence;
    private readonly double rare = Math.Pow(settings.Budget * service.StepSeconds / MonthSeconds, service.Thresholds);
    private readonly HotWindows hot = new(Math.Max(settings.Within, 2 * service.StepSeconds));

    /// <summary>Start of the newest window that stood out.</summary>
    public long NewestHot => hot.Newest;

    /// <summary>Remembers a window that stands out.</summary>
    /// <param name="past">The newest incident, whatever its state.</param>
    public void See(in JudgedWindow window, Incident? past)
    {
        if (window.Judgement.Raised || window.Judgement.Hot || IsAgain(window, past)) hot.Add(window.Start);
    }

    /// <summary>True for a window that raises a suspicion where no incident is open.</summary>
    public bool Opens(in JudgedWindow window, Incident? past) =>
        window.Judgement.Raised && IsRare(window) || IsSlow(window) || IsAgain(window, past) && (Reopens(window, past) || IsLasting(window));

    /// <summary>Why the window confirms a suspicion; null where it does not.</summary>
    public string? Confirms(in JudgedWindow window)
    {
        if (!Enough(window) || IsMoment(window)) return null;
        return window.Judgement.Surprise >= settings.Overwhelming * alarm ? "overwhelming" : IsLasting(window) ? "lasting" : null;
    }

    /// <summary>True where an incident is not long enough over for another.</summary>
    public bool Reopens(in JudgedWindow window, Incident? past) =>
        past is { State: IncidentState.Resolved, ResolvedAt: { } resolved } && window.At - resolved <= settings.ReopenWithin * 1000L && Enough(window) &&
        !IsMoment(window);

    /// <summary>True for a window of the calendar's hours before which none stood out: a moment's habit of many people, until the next window says otherwise.</summary>
    public bool IsMoment(in JudgedWindow window)
    {
        var step = service.StepSeconds * 1000L;
        return calendar.Has(window.Start, window.Start + step) && !hot.Has(window.Start - step);
    }

    public void Save(BinaryWriter to) => hot.Save(to);

    public void Load(BinaryReader from) => hot.Load(from);

    /// <summary>
    /// Of many services watched together some are unusual at any time. So a suspicion takes a p-value within the budget, and, because a young stream's p-values
    /// promise too much, a window that is surprising by itself or one more that stands out.
    /// </summary>
    private bool IsRare(in JudgedWindow window)
    {
        if (window.Reporters is null) return true;
        var judged = window.Judgement;
        return judged.PValue <= rare && (judged.Surprise >= alarm || IsLasting(window));
    }

    /// <summary>
    /// An outage that comes slowly is never news: every window tops the one before by too little. Where it is rare beyond the budget it is one all the same.
    /// </summary>
    private bool IsSlow(in JudgedWindow window) =>
        window.Reporters is not null && window.Judgement.Hot && window.Phase == Phase.End && IsRare(window);

    private bool IsLasting(in JudgedWindow window) => hot.Count(window.At) * (long)service.StepSeconds >= settings.Persist;

    /// <summary>
    /// True for what comes near an incident that is over, but not long ago. A detector learns its tails from an outage as well, so that it takes the next one
    /// for usual; held against the predictive, and against the outage itself, it is not. What comes again on and on is usual, though: only what the detector
    /// itself raises is remembered anew.
    /// </summary>
    private bool IsAgain(in JudgedWindow window, Incident? past)
    {
        if (past is not { State: IncidentState.Resolved, RememberedFrom: { } from, Direction: > 0 } || !window.IsCounts) return false;
        var remember = window.Reporters is null ? settings.ReopenWithin : settings.Remember;
        if (window.Phase != Phase.End || window.At - from > remember * 1000L || window.Value < LeastCount) return false;
        var judged = window.Judgement;
        if (judged.Residual <= 0 || judged.Surprise < alarm) return false;
        return (window.Value - judged.Expected) * 60 / service.StepSeconds >= settings.Near * (past.PeakRate - past.ExpectedRate);
    }

    /// <summary>
    /// A few people cannot take a service down. In a series of counts every signal passes for a person; measurements, and too few of many, speak for themselves.
    /// </summary>
    private bool Enough(in JudgedWindow window)
    {
        if (window.Reporters is null && (!window.IsCounts || window.Judgement.Residual < 0)) return true;
        var (value, expected) = recent.Sum(Math.Max(1, settings.Within / service.StepSeconds));
        return (window.Reporters ?? value) >= settings.Reporters + expected;
    }
}
