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

    private readonly TrackedService service;
    private readonly IncidentSettings settings;
    private readonly RecentWindows recent = new(Remembered);
    private readonly Strength strength;
    private readonly Recovery recovery;
    private readonly Detections detections;
    private readonly NewLevel newLevel = new();
    private Incident? incident;

    /// <param name="service">Whose incidents these are.</param>
    /// <param name="settings">The rules.</param>
    /// <param name="calendar">Hours in which a single window says nothing; null for none.</param>
    public IncidentTracker(TrackedService service, IncidentSettings settings, Calendar? calendar = null)
    {
        this.service = service;
        this.settings = settings;
        strength = new Strength(service, settings, recent, calendar ?? Calendar.Empty);
        recovery = new Recovery(service, settings, recent);
        detections = new Detections(service);
    }

    /// <summary>The state of the newest incident; none when there never was one or it is over.</summary>
    public IncidentState State => incident is { } known && known.State.IsOpen() ? known.State : IncidentState.None;

    /// <summary>How much a window that ends at <paramref name="at"/> may teach: nothing while a confirmed incident lasts, but not for ever.</summary>
    public double Lesson(long at) =>
        State is IncidentState.Confirmed or IncidentState.Recovering && at - incident!.ConfirmedAt < settings.TeachNothing * 1000L ? 0 : 1;

    /// <summary>The level, as a ratio to what is expected, that an incident ended with in the window observed last; null as a rule. The streams are to take it over.</summary>
    public double? Level { get; private set; }

    /// <summary>Takes one judged window of the total, with the parts of it that stand out.</summary>
    /// <returns>True when an incident became confirmed, or was reopened, in it.</returns>
    public bool Observe(in JudgedWindow window, ReadOnlySpan<JudgedPart> parts, RowSink sink)
    {
        Level = null;
        if (window.Phase == Phase.End) recent.Add(window);
        var judged = window.Judgement;
        strength.See(window, incident);
        var alert = false;
        if (State == IncidentState.None ? strength.Opens(window, incident) : judged.Raised) alert = Raise(window, sink);
        else if (judged.Hot && State == IncidentState.Suspected) alert = TryConfirm(window, sink);
        if (State != IncidentState.None) See(window);
        if (State != IncidentState.None && Recovery.IsRelapse(window)) incident!.RememberedFrom = null;

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
        if (State == IncidentState.None && strength.Reopens(window, incident)) alert = Reopen(window, sink);
        else if (State == IncidentState.None) Open(window, sink);
        detections.Add(sink, window, service.Stream, service.Detector, OpenId);
        if (State == IncidentState.Suspected) alert |= TryConfirm(window, sink);
        return alert;
    }

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
            StartedAt = recent.Onset(window.Start, direction), RememberedFrom = incident?.RememberedFrom,
        };
        See(window);
        incident.Explanation = Explanations.Of(window, service.Detector);
        Revise(window.At, IncidentState.Suspected, "raised", sink);
    }

    private bool TryConfirm(in JudgedWindow window, RowSink sink)
    {
        if (strength.Confirms(window) is not { } why) return false;
        See(window);
        incident!.ConfirmedAt = window.At;
        newLevel.Begin(window.At);
        incident.StartedAt = Math.Min(incident.StartedAt, recent.Onset(window.Start, incident.Direction));
        incident.Explanation = Explanations.Of(window, service.Detector);
        Revise(window.At, IncidentState.Confirmed, why, sink);
        return true;
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
        if (incident.State is IncidentState.Confirmed or IncidentState.Recovering && newLevel.Take(window))
        {
            Level = newLevel.Ratio;
            incident.ResolvedAt = window.At;
            incident.RememberedFrom = null;
            recent.Clear();
            Revise(window.At, IncidentState.Resolved, "new level", sink);
            return false;
        }

        if (incident.State == IncidentState.Recovering)
            incident.Quiet = (incident.Quiet.Value + window.Value, incident.Quiet.Expected + window.Judgement.Expected);
        switch (incident.State)
        {
            case IncidentState.Suspected when window.At - incident.DetectedAt >= settings.DismissAfter * 1000L:
                Revise(window.At, IncidentState.Dismissed, "not confirmed", sink);
                return false;
            case IncidentState.Confirmed when recovery.IsBack(window, incident.Direction, strength.NewestHot, newLevel.SoFar):
                incident.RecoveringAt = window.At;
                BeginQuiet(window);
                detections.AddRecovery(sink, window, incident.Id);
                Revise(window.At, IncidentState.Recovering, "back to the expected", sink);
                return false;
            case IncidentState.Recovering when recovery.IsHigh(window, incident.Direction):
                BeginQuiet(window);
                if (!Recovery.IsRelapse(window) || strength.IsMoment(window)) break;
                incident.RecoveringAt = null;
                Revise(window.At, IncidentState.Confirmed, "relapse", sink);
                return true;
            case IncidentState.Recovering when window.At - incident.QuietSince >= recovery.Quiet(window):
                if (window.IsCounts && incident.Direction > 0 && !Recovery.IsUsual(incident.Quiet.Value, incident.Quiet.Expected))
                {
                    BeginQuiet(window);
                    break;
                }

                incident.ResolvedAt = window.At;
                incident.RememberedFrom ??= window.At;
                Revise(window.At, IncidentState.Resolved, "quiet", sink);
                return false;
        }

        var hit = string.Join(',', incident.Hit);
        if (hit != incident.ToldMembers) Revise(window.At, incident.State, "hit: " + (hit.Length == 0 ? "no part more than others" : hit), sink);
        else if (incident.State == IncidentState.Confirmed && incident.PeakRate > 1.5 * incident.ToldPeak) Revise(window.At, incident.State, "higher peak", sink);
        return false;
    }

    private void BeginQuiet(in JudgedWindow window) => (incident!.QuietSince, incident.Quiet) = (window.At, default);

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
        strength.Save(to);
        detections.Save(to);
        newLevel.Save(to);
        to.Write(incident is not null);
        incident?.Save(to);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public void Load(BinaryReader from)
    {
        recent.Load(from);
        strength.Load(from);
        detections.Load(from);
        newLevel.Load(from);
        incident = from.ReadBoolean() ? Incident.Load(from) : null;
    }
}
