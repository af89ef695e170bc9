using SignalDetect.Core.Decisions;
using SignalDetect.Core.Detectors;
using SignalDetect.Core.Incidents;
using SignalDetect.Core.Signals;
using SignalDetect.Core.Windows;

namespace SignalDetect.Core.Pipeline;

/// <summary>One service at home: its windows, its streams and its incidents.</summary>
internal sealed class ServiceState
{
    /// <summary>A stream begins with so many signals of its value in one day.</summary>
    private const int BeginsWith = 20;

    /// <summary>A service has at most so many streams.</summary>
    private const int MostStreams = 500;

    /// <summary>The bound on the share of false discoveries among the streams of a service judged together.</summary>
    private const double FalseShare = 1e-3;

    private const long WindowMs = PipelineSetup.StepSeconds * 1000L;

    private readonly PipelineSetup setup;
    private readonly StreamNames names;
    private readonly SortedDictionary<long, Window> windows = [];
    private readonly SortedDictionary<StreamKey, StreamState> streams = [];
    private readonly SortedDictionary<StreamKey, long> today = [];
    private readonly SortedSet<long> alerts = [];
    private readonly SortedDictionary<long, IncidentState> states = [];
    private readonly IncidentTracker tracker;
    private readonly PeopleReporting people;
    private readonly double thresholds;
    private long day = long.MinValue;

    public ServiceState(PipelineSetup setup, int service)
    {
        this.setup = setup;
        Index = service;
        names = new StreamNames(setup.Catalogue, service);
        thresholds = setup.Thresholds(Id);
        people = new PeopleReporting(setup.Preset.Incident.Within * 1000L);
        tracker = new IncidentTracker(
            new TrackedService(
                setup.Name, Id, PipelineSetup.StepSeconds, setup.Preset.Primary, setup.Detector.AlarmEvidence, setup.Detector.Witnesses, thresholds),
            setup.Preset.Incident, setup.Calendar);
        Begin(StreamKey.Total);
    }

    public int Index { get; }

    public string Id => names.Service;

    private StreamState Total => streams[StreamKey.Total];

    /// <summary>Counts a part; a value that has been seen often enough begins a stream.</summary>
    public void Count(in Part part, RowSink rows)
    {
        var start = part.At - part.At % WindowMs;
        if (!windows.TryGetValue(start, out var window)) windows.Add(start, window = new Window(start));
        window.Add(part);
        CountDay(part);
        if (part.Kind == SignalKind.Official) tracker.Official(part.At, part.State, rows);
    }

    /// <summary>Judges the open window on what is overwhelming alone.</summary>
    public void JudgeOpen(long at, long start, RowSink rows)
    {
        if (start < setup.JudgesFrom || !windows.TryGetValue(start, out var window) || window.Count(StreamKey.Total) is not (> 0 and var count)) return;
        var judged = Total.JudgeOpen(start, count);
        if (!judged.Raised) return;
        if (Observe(new JudgedWindow(at, start, Phase.Open, count, true, null, 0, judged), [], rows)) alerts.Add(start);
    }

    /// <summary>Judges a window at its end.</summary>
    public void JudgeEnd(long at, long start, RowSink rows)
    {
        windows.TryGetValue(start, out var window);
        if (start < setup.JudgesFrom)
        {
            foreach (var (key, stream) in streams)
                if (!stream.IsFitted) stream.JudgeEnd(start, window?.Count(key) ?? 0, 1);
            return;
        }

        var value = window?.Count(StreamKey.Total) ?? 0;
        var lesson = tracker.Lesson(at);
        var total = Total.JudgeEnd(start, value, lesson);
        var parts = streams.Count > 1 ? JudgeParts(start, window, lesson) : [];
        people.See(window, tracker.State, windows);
        if (Observe(new JudgedWindow(at, start, Phase.End, value, true, null, 0, total), parts, rows)) alerts.Add(start);
        states[start] = tracker.State;
        if (tracker.Level is { } ratio)
            foreach (var stream in streams.Values) stream.TakeLevel(ratio);
        window?.Touch();
    }

    /// <summary>Judges a window for good: its rows are final, and it teaches.</summary>
    public void Final(long at, long start, BatchOutput output)
    {
        windows.TryGetValue(start, out var window);
        var lesson = tracker.Lesson(at);
        foreach (var (key, stream) in streams)
        {
            var value = window?.Count(key) ?? 0;
            var judged = stream.JudgeFinal(start, value, later => windows.TryGetValue(later, out var one) ? one.Count(key) : 0, lesson, out var changed);
            if (start < setup.JudgesFrom)
            {
                if (key == StreamKey.Total) output.Scores?.Add(new ScoreRow(start, Id, value, StreamJudgement.Unknown, false, IncidentState.None.Name()));
                judged = null;
            }

            if (key == StreamKey.Total && judged is { } final) Correct(at, start, value, final, changed, window, output);
            if (window is not null && value > 0) output.Counts.Add(Row(window, key, judged, isFinal: true));
        }

        TouchAll();
        window?.Written();
        while (windows.Count > 0 && windows.First().Key is var oldest && oldest + setup.Preset.Incident.Within * 1000L + WindowMs <= start) windows.Remove(oldest);
    }

    /// <summary>Adds the rows of windows that may still change: those that start at or after <paramref name="final"/>.</summary>
    public void WriteOpen(BatchOutput output, long final)
    {
        foreach (var window in windows.Values.Where(window => window.Changed && window.Start >= final))
        {
            foreach (var (key, stream) in streams)
                if (window.Count(key) > 0) output.Counts.Add(Row(window, key, stream.Said(window.Start), isFinal: false));
            window.Written();
        }
    }

    /// <summary>What comes next is not next to what came before: the time between is unknown.</summary>
    public void Break() => tracker.Break();

    /// <summary>True while a window holds something that is not final.</summary>
    public bool HasOpen(long final) => windows.Keys.Any(start => start >= final);

    public void Save(BinaryWriter to)
    {
        to.Write(day);
        to.Write(today.Count);
        foreach (var (key, count) in today)
        {
            names.Write(to, key);
            to.Write(count);
        }

        to.Write(windows.Count);
        foreach (var window in windows.Values) window.Save(to, names.Write);
        to.Write(streams.Count);
        foreach (var (key, stream) in streams)
        {
            names.Write(to, key);
            stream.Save(to);
        }

        to.Write(alerts.Count);
        foreach (var start in alerts) to.Write(start);
        to.Write(states.Count);
        foreach (var (start, state) in states)
        {
            to.Write(start);
            to.Write((byte)state);
        }

        people.Save(to);
        tracker.Save(to);
    }

    public void Load(BinaryReader from)
    {
        day = from.ReadInt64();
        for (var left = from.ReadInt32(); left > 0; left--)
        {
            var key = names.Read(from);
            var count = from.ReadInt64();
            if (key is { } known) today[known] = count;
        }

        for (var left = from.ReadInt32(); left > 0; left--)
        {
            var window = Window.Load(from, names.Read);
            windows.Add(window.Start, window);
        }

        for (var left = from.ReadInt32(); left > 0; left--)
        {
            var key = names.Read(from);
            var stream = new StreamState(key is { } known ? names.Of(known) : "", DetectorOf(key ?? StreamKey.Total), thresholds: thresholds);
            stream.Load(from);
            if (key is { } kept) streams[kept] = stream;
        }

        for (var left = from.ReadInt32(); left > 0; left--) alerts.Add(from.ReadInt64());
        for (var left = from.ReadInt32(); left > 0; left--) states[from.ReadInt64()] = (IncidentState)from.ReadByte();
        people.Load(from);
        tracker.Load(from);
    }

    private List<JudgedPart> JudgeParts(long start, Window? window, double lesson)
    {
        var parts = new List<(StreamKey Key, StreamState Stream, double Value, StreamJudgement Judged)>(streams.Count);
        foreach (var (key, stream) in streams)
        {
            if (key == StreamKey.Total) continue;
            var value = (double)(window?.Count(key) ?? 0);
            parts.Add((key, stream, value, stream.JudgeEnd(start, value, lesson)));
        }

        var judged = parts.Where(part => part.Key.Detects && !double.IsNaN(part.Judged.PValue)).ToArray();
        var cutoff = FalseDiscoveries.Cutoff(judged.Select(part => part.Judged.PValue).ToArray(), FalseShare);
        return [.. from part in judged
                   let isMember = part.Key.Dimension is Dimension.Feature or Dimension.Region
                   let discovered = part.Judged.PValue <= cutoff && (part.Judged.Raised || part.Judged.Hot)
                   where discovered || isMember && part.Judged.Residual >= IncidentTracker.StillHit
                   select new JudgedPart(part.Stream.Name, isMember, discovered, part.Value, part.Judged)];
    }

    private bool Observe(JudgedWindow window, List<JudgedPart> parts, RowSink rows)
    {
        var matters = tracker.State != IncidentState.None || window.Judgement.Raised || window.Judgement.Hot;
        window = window with { Reporters = matters ? people.Lately(window.Start, windows) : 0, Everyone = people.Everyone };
        return tracker.Observe(window, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(parts), rows);
    }

    private void Correct(long at, long start, double value, in StreamJudgement final, bool changed, Window? window, BatchOutput output)
    {
        people.See(window, tracker.State, windows);
        if (changed && (final.Raised || final.Hot) && Observe(new JudgedWindow(at, start, Phase.Correction, value, true, null, 0, final), [], output.Rows))
            alerts.Add(start);
        output.Scores?.Add(new ScoreRow(start, Id, value, final, alerts.Remove(start), states.GetValueOrDefault(start).Name()));
        alerts.Remove(start);
        states.Remove(start);
    }

    private CountRow Row(Window window, StreamKey key, StreamJudgement? judged, bool isFinal)
    {
        var known = judged is { } said && !double.IsNaN(said.Expected);
        return new CountRow(
            Id, names.Of(key), window.Start, PipelineSetup.StepSeconds, window.Count(key), window.Reporters(key)!.Count, known ? judged!.Value.Expected : null,
            known ? judged!.Value.Lower : null, known ? judged!.Value.Upper : null, isFinal);
    }

    private void CountDay(in Part part)
    {
        var partDay = part.At / 86_400_000;
        if (partDay > day)
        {
            day = partDay;
            today.Clear();
        }

        if (partDay != day) return;
        foreach (var key in names.Of(part))
        {
            var count = today[key] = today.GetValueOrDefault(key) + part.Count;
            if (count >= BeginsWith && !streams.ContainsKey(key) && streams.Count < MostStreams) Begin(key);
        }
    }

    private StreamDetector DetectorOf(StreamKey key) => key == StreamKey.Total ? setup.Detector : setup.PartDetector;

    private void Begin(StreamKey key)
    {
        var name = names.Of(key);
        var parent = key == StreamKey.Total ? null : Total;
        var whole = Math.Max(1, today.Where(entry => entry.Key.Dimension == key.Dimension).Sum(entry => entry.Value));
        var stream = new StreamState(name, DetectorOf(key), parent, (double)today.GetValueOrDefault(key) / whole, thresholds);
        if (setup.Model?.Streams.GetValueOrDefault(name) is { } known) stream.Adopt(known.Fast, known.Profile);
        streams.Add(key, stream);
        TouchAll();
    }

    /// <summary>What is expected of the windows that are not final, or which streams they show, may be other than it was.</summary>
    private void TouchAll()
    {
        foreach (var window in windows.Values) window.Touch();
    }
}
