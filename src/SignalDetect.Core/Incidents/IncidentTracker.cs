using SignalDetect.Core.Pipeline;
using SignalDetect.Core.Signals;

namespace SignalDetect.Core.Incidents;

/// <summary>
/// The incidents of one service (or one series): takes its judged windows in the order of the log and writes detections, revisions and events. At most one
/// incident is open at a time.
/// </summary>
public sealed class IncidentTracker
{
    /// <summary>A feature or region that was hit stays so while its residual is at least this.</summary>
    public const double StillHit = 3;

    private const int Remembered = 64;
    private const double LeastCount = 5;
    private const double MonthSeconds = 365.25 / 12 * 86400;

    private readonly TrackedService service;
    private readonly IncidentSettings settings;
    private readonly RecentWindows recent = new(Remembered);
    private readonly HotWindows hot;
    private readonly Detections detections;
    private Incident? incident;

    /// <param name="service">Whose incidents these are.</param>
    /// <param name="settings">The rules.</param>
    public IncidentTracker(TrackedService service, IncidentSettings settings)
    {
        this.service = service;
        this.settings = settings;
        hot = new HotWindows(Math.Max(settings.Within, service.StepSeconds));
        detections = new Detections(service);
    }

    /// <summary>The state of the newest incident; none when there never was one or it is over.</summary>
    public IncidentState State => incident is { } known && known.State.IsOpen() ? known.State : IncidentState.None;

    /// <summary>How much a window that ends at <paramref name="at"/> may teach: nothing while a confirmed incident lasts, but not for ever.</summary>
    public double Lesson(long at) =>
        State is IncidentState.Confirmed or IncidentState.Recovering && at - incident!.ConfirmedAt < settings.TeachNothing * 1000L ? 0 : 1;

    /// <summary>Takes one judged window of the total, with the parts of it that stand out.</summary>
    /// <returns>True when an incident became confirmed, or was reopened, in it.</returns>
    public bool Observe(in JudgedWindow window, ReadOnlySpan<JudgedPart> parts, RowSink sink)
    {
        if (window.Phase == Phase.End) recent.Add(window);
        var judged = window.Judgement;
        var again = IsAgain(window);
        if (judged.Raised || judged.Hot || again) hot.Add(window.Start);

        var alert = false;
        if (judged.Raised && IsRare(window) || IsSlowly(window) || again && (Reopens(window) || IsLasting(window))) alert = Raise(window, sink);
        else if (judged.Hot && State == IncidentState.Suspected) alert = TryConfirm(window, sink);
        if (State != IncidentState.None) See(window);

        foreach (var name in service.WitnessNames(judged.Witnesses)) detections.Add(sink, window, service.Stream, name, OpenId);
        foreach (var part in parts) Observe(window, part, sink);
        if (window.Phase == Phase.End && State != IncidentState.None) alert |= Settle(window, sink);
        detections.Forget(window.At);
        return alert;
    }

    /// <summary>Takes the operator's own word: it is kept with the open incident, and never detects.</summary>
    public void Official(long at, SignalState state, RowSink sink)
    {
        if (State == IncidentState.None) return;
        if (state is SignalState.Acknowledged or SignalState.Update && incident!.AcknowledgedAt is null) incident.AcknowledgedAt = at;
        Revise(at, incident!.State, $"operator: {state.ToString().ToLowerInvariant()}", sink);
    }

    /// <summary>What came before is no longer next to what comes: the time between is unknown.</summary>
    public void Break() => recent.Clear();

    private string? OpenId => State == IncidentState.None ? null : incident!.Id;

    private bool Raise(in JudgedWindow window, RowSink sink)
    {
        var alert = false;
        if (State == IncidentState.None && Reopens(window)) alert = Reopen(window, sink);
        else if (State == IncidentState.None) Open(window, sink);
        detections.Add(sink, window, service.Stream, service.Detector, OpenId);
        if (State == IncidentState.Suspected) alert |= TryConfirm(window, sink);
        return alert;
    }

    private bool Reopens(in JudgedWindow window) =>
        incident is { State: IncidentState.Resolved, ResolvedAt: { } resolved } && window.At - resolved <= settings.ReopenWithin * 1000L &&
        Enough(window);

    private bool Reopen(in JudgedWindow window, RowSink sink)
    {
        incident!.ResolvedAt = incident.RecoveringAt = null;
        Revise(window.At, IncidentState.Confirmed, "relapse", sink);
        return true;
    }

    private void Open(in JudgedWindow window, RowSink sink)
    {
        var direction = window.Judgement.Residual < 0 ? -1 : 1;
        incident = new Incident
        {
            Id = RowIds.Incident(service.Pipeline, service.Id, window.Start), Direction = direction, DetectedAt = window.At,
            StartedAt = recent.Onset(window.Start, direction),
        };
        See(window);
        incident.Explanation = Explanations.Of(window, service.Detector);
        Revise(window.At, IncidentState.Suspected, "raised", sink);
    }

    private bool TryConfirm(in JudgedWindow window, RowSink sink)
    {
        var overwhelming = window.Judgement.Surprise >= settings.Overwhelming * service.AlarmEvidence;
        if (!(overwhelming || IsLasting(window)) || !Enough(window)) return false;
        See(window);
        incident!.ConfirmedAt = window.At;
        incident.StartedAt = Math.Min(incident.StartedAt, recent.Onset(window.Start, incident.Direction));
        incident.Explanation = Explanations.Of(window, service.Detector);
        Revise(window.At, IncidentState.Confirmed, overwhelming ? "overwhelming" : "lasting", sink);
        return true;
    }

    /// <summary>
    /// Of many services watched together some are unusual at any time. So a suspicion takes a p-value within the budget, and, because a young stream's p-values
    /// promise too much, a window that is surprising by itself or one more that stands out.
    /// </summary>
    private bool IsRare(in JudgedWindow window)
    {
        if (window.Reporters is null || State != IncidentState.None) return true;
        var judged = window.Judgement;
        return judged.PValue <= settings.Budget * service.StepSeconds / MonthSeconds && (judged.Surprise >= service.AlarmEvidence || IsLasting(window));
    }

    /// <summary>
    /// An outage that comes slowly is never news: every window tops the one before by too little. Where it is rare beyond the budget it is one all the same.
    /// </summary>
    private bool IsSlowly(in JudgedWindow window) =>
        State == IncidentState.None && window.Reporters is not null && window.Judgement.Hot && window.Phase == Phase.End && IsRare(window);

    private bool IsLasting(in JudgedWindow window) => hot.Count(window.At) * (long)service.StepSeconds >= settings.Persist;

    /// <summary>
    /// True for what comes near an incident that is over, but not long ago. A detector learns its tails from an outage as well, so that it takes the next one
    /// for usual; held against the predictive, and against the outage itself, it is not.
    /// </summary>
    private bool IsAgain(in JudgedWindow window)
    {
        if (incident is not { State: IncidentState.Resolved, ResolvedAt: { } resolved, Direction: > 0 } past || !window.IsCounts) return false;
        var remember = window.Reporters is null ? settings.ReopenWithin : settings.Remember;
        if (window.Phase != Phase.End || window.At - resolved > remember * 1000L || window.Value < LeastCount) return false;
        var judged = window.Judgement;
        if (judged.Residual <= 0 || judged.Surprise < service.AlarmEvidence) return false;
        return (window.Value - judged.Expected) * 60 / service.StepSeconds >= settings.Near * (past.PeakRate - past.ExpectedRate);
    }

    /// <summary>A few people cannot take a service down. Without reporters, as in a series, the rule does not apply.</summary>
    private bool Enough(in JudgedWindow window)
    {
        if (window.Reporters is not { } reporters) return true;
        var (_, expected) = recent.Sum(Math.Max(1, settings.Within / service.StepSeconds));
        return reporters >= settings.Reporters + expected;
    }

    private void See(in JudgedWindow window)
    {
        var perMinute = 60.0 / service.StepSeconds;
        incident!.SeePeak(window.Start, window.Value * perMinute, window.Judgement.Expected * perMinute);
        incident.Reporters = Math.Max(incident.Reporters, Math.Max(window.Reporters ?? 0, window.Everyone));
    }

    private void Observe(in JudgedWindow window, in JudgedPart part, RowSink sink)
    {
        var judged = new JudgedWindow(window.At, window.Start, window.Phase, part.Value, window.IsCounts, null, 0, part.Judgement);
        if (part.Discovered && part.Judgement.Raised) detections.Add(sink, judged, part.Stream, service.Detector, OpenId);
        if (State == IncidentState.None || !part.Member || window.Phase != Phase.End) return;
        if (!part.Discovered && !incident!.Members.ContainsKey(part.Stream)) return;
        incident!.Members[part.Stream] = window.At;
        incident.Left.Remove(part.Stream);
    }

    /// <summary>What the end of a window brings about: dismissal, recovery, relapse, resolution; or else news of members and peak.</summary>
    /// <returns>True for a relapse.</returns>
    private bool Settle(in JudgedWindow window, RowSink sink)
    {
        foreach (var (stream, last) in incident!.Members)
            if (window.At - last > settings.MemberQuiet * 1000L) incident.Left.Add(stream);

        switch (incident.State)
        {
            case IncidentState.Suspected when window.At - incident.DetectedAt >= settings.DismissAfter * 1000L:
                Revise(window.At, IncidentState.Dismissed, "not confirmed", sink);
                return false;
            case IncidentState.Confirmed when IsBack(window):
                incident.RecoveringAt = incident.QuietSince = window.At;
                detections.AddRecovery(sink, window, incident.Id);
                Revise(window.At, IncidentState.Recovering, "back to the expected", sink);
                return false;
            case IncidentState.Recovering when IsHigh(window):
                incident.QuietSince = window.At;
                if (!IsRelapse(window)) break;
                incident.RecoveringAt = null;
                Revise(window.At, IncidentState.Confirmed, "relapse", sink);
                return true;
            case IncidentState.Recovering when window.At - incident.QuietSince >= Quiet(window):
                incident.ResolvedAt = window.At;
                Revise(window.At, IncidentState.Resolved, "quiet", sink);
                return false;
        }

        var hit = string.Join(',', incident.Hit);
        if (hit != incident.ToldMembers) Revise(window.At, incident.State, "hit: " + (hit.Length == 0 ? "no part more than others" : hit), sink);
        else if (incident.State == IncidentState.Confirmed && incident.PeakRate > 1.5 * incident.ToldPeak) Revise(window.At, incident.State, "higher peak", sink);
        return false;
    }

    /// <summary>What is high while it recovers only delays the end; it is a relapse where it would be an alarm. A series needs news for that, a service does not.</summary>
    private static bool IsRelapse(in JudgedWindow window) => window.Judgement.Raised || window.Reporters is not null && window.Judgement.Hot;

    private int RecoveryWindows => Math.Max(3, settings.RecoverySpan / service.StepSeconds);

    private bool IsBack(in JudgedWindow window)
    {
        if (window.Judgement.Hot || hot.Newest + 3000L * service.StepSeconds > window.Start) return false;
        if (!window.IsCounts || incident!.Direction < 0) return recent.LargestResidual(3) < 3;
        var (value, expected) = recent.Sum(RecoveryWindows);
        return value <= 1.5 * expected + 2 * Math.Sqrt(expected + 1);
    }

    private bool IsHigh(in JudgedWindow window)
    {
        if (window.Judgement.Hot) return true;
        if (!window.IsCounts || incident!.Direction < 0) return recent.LargestResidual(1) > 4;
        var (value, expected) = recent.Sum(RecoveryWindows);
        return value > 2 * expected + 3 * Math.Sqrt(expected + 1);
    }

    /// <summary>Milliseconds: as long as a healthy stream needs to show a number of signals that tells.</summary>
    private long Quiet(in JudgedWindow window)
    {
        var perSecond = Math.Max(Math.Abs(window.Judgement.Expected), 1e-9) / service.StepSeconds;
        return (long)(1000 * Math.Clamp(settings.QuietSignals / perSecond, settings.QuietLeast, settings.QuietMost));
    }

    private void Revise(long at, IncidentState state, string note, RowSink sink)
    {
        incident!.State = state;
        incident.Revision++;
        incident.ToldPeak = incident.PeakRate;
        incident.ToldMembers = string.Join(',', incident.Hit);
        sink.Incidents.Add(incident.ToRow(service.Pipeline, service.Id));
        sink.Events.Add(new IncidentEventRow(incident.Id, incident.Revision, at, state.Name(), note));
    }

    /// <summary>Writes the tracker's state.</summary>
    public void Save(BinaryWriter to)
    {
        recent.Save(to);
        hot.Save(to);
        detections.Save(to);
        to.Write(incident is not null);
        incident?.Save(to);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public void Load(BinaryReader from)
    {
        recent.Load(from);
        hot.Load(from);
        detections.Load(from);
        incident = from.ReadBoolean() ? Incident.Load(from) : null;
    }
}
