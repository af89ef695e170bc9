using SignalDetect.Core.Detectors;
using SignalDetect.Core.Incidents;
using SignalDetect.Core.Pipeline;
using SignalDetect.Core.Tests.Detectors;
using SignalDetect.Testing;

namespace SignalDetect.Core.Tests.Scenarios;

/// <summary>A stream from made counts to incidents with the default preset: as a series, or as a service all of whose signals are of different people.</summary>
internal sealed class WatchedStream
{
    private readonly StreamDetector detector;
    private readonly IncidentTracker tracker;
    private readonly double[] fast;
    private readonly double[] profile;
    private readonly bool isService;
    private readonly Queue<double> lately = new();

    public WatchedStream(int step, bool isService, long start = MadeStream.Start)
    {
        var preset = Preset.Load(Repository.File("models/presets/default.json")) with { Witnesses = [] };
        (detector, this.isService, Time) = (new StreamDetector(preset, step), isService, start);
        (fast, profile) = (new double[detector.FastLength], new double[detector.ProfileLength]);
        detector.Start(fast, profile);
        tracker = new IncidentTracker(
            new TrackedService("test", "made", step, preset.Primary, detector.AlarmEvidence, []), preset.Incident, Calendar.Load(Repository.File("models/calendar.json")));
    }

    /// <summary>Start of the next window, Unix seconds.</summary>
    public long Time { get; private set; }

    /// <summary>Windows in which an incident became confirmed or was reopened.</summary>
    public int Alerts { get; private set; }

    public IncidentState State => tracker.State;

    public RowSink Rows { get; } = new();

    /// <summary>The notes of the incidents' changes, in order, each with its state and time.</summary>
    public IEnumerable<(string State, string Note, long At)> Changes => Rows.Events.Select(row => (row.State, row.Note, row.At / 1000));

    public StreamJudgement Next(double value)
    {
        var end = (Time + detector.StepSeconds) * 1000;
        var lesson = isService ? tracker.Lesson(end) : 1;
        var judged = detector.Advance(new StreamWindow(fast, profile, Time, value, lesson));
        lately.Enqueue(value);
        if (lately.Count > 600 / detector.StepSeconds) lately.Dequeue();
        long? people = isService ? (long)lately.Sum() : null;
        if (!double.IsNaN(judged.Expected) && tracker.Observe(new JudgedWindow(end, Time * 1000, Phase.End, value, true, people, people ?? 0, judged), [], Rows)) Alerts++;
        if (tracker.Level is { } ratio) detector.TakeLevel(fast, profile, ratio);
        Time += detector.StepSeconds;
        return judged;
    }
}
