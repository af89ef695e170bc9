using SignalDetect.Backtest.Report;
using SignalDetect.Backtest.Training;
using SignalDetect.Core.Detectors;
using SignalDetect.Core.Incidents;

namespace SignalDetect.Backtest.Series;

/// <summary>What a run says of one row.</summary>
/// <param name="Judgement">Null where the row was not collected, or is left out.</param>
/// <param name="Alert">An incident became confirmed, or was reopened, in this row.</param>
/// <param name="Incident">The state of the stream's incident in it.</param>
internal readonly record struct ScoredRow(StreamJudgement? Judgement, bool Alert, IncidentState Incident);

/// <summary>Judges one stream of a file, row by row in the order of the file.</summary>
internal sealed class SeriesRun
{
    /// <summary>After so long a gap what comes is not next to what came before, milliseconds; the same as for signals.</summary>
    private const long LongGap = 86_400_000;

    private readonly StreamDetector detector;
    private readonly IncidentTracker tracker;
    private readonly double[] fast;
    private readonly double[] profile;
    private readonly double thresholds;
    private readonly long scoredFrom;
    private readonly bool isFitted;
    private long previous = long.MaxValue;

    /// <param name="stream">The stream as surveyed.</param>
    /// <param name="settings">How it is judged.</param>
    /// <param name="buckets">Points of its chart at most.</param>
    public SeriesRun(SeriesStream stream, SeriesSettings settings, int buckets)
    {
        detector = settings.Detector(stream.StepSeconds);
        fast = new double[detector.FastLength];
        profile = new double[detector.ProfileLength];
        isFitted = settings.Start(stream, detector, fast, profile);
        thresholds = settings.Thresholds(stream.Name, detector);
        scoredFrom = settings.ScoredFrom;
        History = settings.History(stream, detector);
        tracker = new IncidentTracker(
            new TrackedService(settings.Pipeline, stream.Name, stream.StepSeconds, detector.Preset.Primary, detector.AlarmEvidence, detector.Witnesses, thresholds),
            detector.Preset.Incident, settings.Calendar);
        var window = stream.StepSeconds * 1000L;
        var chart = new Chart(stream.First, stream.Last + window, window, stream.Rows, buckets, settings.LabelStarts(stream.Name));
        Result = new StreamResult(stream.Name, stream.StepSeconds, chart, settings.Tally(stream), scoredFrom) { Number = stream.Number };
    }

    /// <summary>Judges the stream's windows, and those of others of the same step beside it.</summary>
    public StreamDetector Detector => detector;

    /// <summary>What was found so far.</summary>
    public StreamResult Result { get; }

    /// <summary>What its threshold is fitted from; null where it is not.</summary>
    public AlarmHistory? History { get; }

    /// <summary>The fast part of the state after the last row.</summary>
    public double[] Fast => fast;

    /// <summary>The profile after the last row.</summary>
    public double[] Profile => profile;

    /// <summary>Takes the next row, whose judgement is then to be followed before the one after it is taken.</summary>
    /// <param name="time">Its timestamp, the start of its window, Unix milliseconds.</param>
    /// <param name="value">NaN where it was not collected.</param>
    /// <param name="window">What the detector is to judge; whatever was not collected needs no judging.</param>
    /// <returns>False where it is <paramref name="said"/> already what there is to say of the row.</returns>
    public bool Take(long time, double value, out StreamWindow window, out ScoredRow said)
    {
        var isLeftOut = time < scoredFrom;
        if (double.IsNaN(value) || (isLeftOut && isFitted))
        {
            window = default;
            said = isLeftOut ? LeaveOut(time, value) : Unknown(time);
            return false;
        }

        var seconds = Math.DivRem(time, 1000, out var rest) - (rest < 0 ? 1 : 0);
        window = new StreamWindow(fast, profile, seconds, value, Thresholds: thresholds);
        said = default;
        return true;
    }

    /// <summary>What follows from a row's judgement.</summary>
    public ScoredRow Follow(long time, double value, in StreamJudgement judged)
    {
        if (time < scoredFrom) return LeaveOut(time, value);
        if (time - previous > LongGap) tracker.Break();
        previous = time;
        var alert = !double.IsNaN(judged.Expected) && Observe(time, value, judged);
        Result.Add(time, value, judged, alert);
        return new ScoredRow(judged, alert, tracker.State);
    }

    private ScoredRow Unknown(long time)
    {
        Result.AddUnknown(time);
        return new ScoredRow(null, false, tracker.State);
    }

    /// <summary>A row that the model has learnt from, or could have, is not scored; only a stream that the model does not know learns from it.</summary>
    private ScoredRow LeaveOut(long time, double value)
    {
        Result.AddLeftOut(time, value);
        return new ScoredRow(null, false, IncidentState.None);
    }

    private bool Observe(long time, double value, in StreamJudgement judged)
    {
        var end = time + detector.StepSeconds * 1000L;
        var window = new JudgedWindow(end, time, Phase.End, value, StreamDetector.IsCounts(fast), null, 0, judged);
        History?.See(window);
        var alert = tracker.Observe(window, [], Result.Sink);
        if (tracker.Level is { } ratio) detector.TakeLevel(fast, profile, ratio);
        return alert;
    }
}
