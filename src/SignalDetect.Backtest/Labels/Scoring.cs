namespace SignalDetect.Backtest.Labels;

/// <summary>
/// Holds alerts against labels. An alert is about a label when <see cref="Label.Meets"/>; a label is caught by the first such alert. Alerts of a stream at most
/// two hours apart are one alarm, which is right when one of its alerts is about a label.
/// </summary>
internal sealed class Scoring
{
    private const long AlarmGapMs = 2 * 3_600_000;
    private const double WeekSeconds = 604_800;

    private static readonly double[] Thresholds = [.. Enumerable.Range(6, 14).Select(twentieth => twentieth / 20.0)];

    private readonly List<(StreamResult Stream, Label[] Labels)> streams = [];
    private readonly Dictionary<string, Label[]> byName = new(StringComparer.Ordinal);

    public Scoring(IReadOnlyList<StreamResult> results, IReadOnlyList<Label> labels)
    {
        var byStream = labels.ToLookup(label => label.Stream, StringComparer.Ordinal);
        foreach (var stream in results)
        {
            var its = byName[stream.Name] = [.. byStream[stream.Name].Where(label => Covers(stream, label))];
            streams.Add((stream, its));
        }

        Elsewhere = labels.Count - streams.Sum(one => one.Labels.Length);
    }

    /// <summary>Labels of other streams, or outside the streams' time; they count nowhere.</summary>
    public int Elsewhere { get; }

    /// <summary>The figures of the run's own alerts.</summary>
    public Figures Figures() => Of(static stream => stream.Alerts);

    /// <summary>The figures over thresholds of the score, rising.</summary>
    public IReadOnlyList<CurvePoint> Curve() =>
    [
        .. Thresholds.Select(threshold => new CurvePoint(
            threshold, Of(stream => [.. stream.Strong.Where(row => row.Score >= threshold).Select(row => row.Start)])))
    ];

    /// <summary>The labels of a stream that count.</summary>
    public IReadOnlyList<Label> Of(StreamResult stream) => byName[stream.Name];

    private Figures Of(Func<StreamResult, IReadOnlyList<long>> alertsOf)
    {
        int incidents = 0, alarms = 0, right = 0;
        var weeks = 0.0;
        var delays = new List<double>();
        foreach (var (stream, labels) in streams)
        {
            var alerts = alertsOf(stream);
            var window = stream.StepSeconds * 1000L;
            incidents += labels.Length;
            weeks += stream.Collected * (double)stream.StepSeconds / WeekSeconds;
            foreach (var label in labels)
                if (First(alerts, label, window) is { } first) delays.Add((first + window - label.Start) / 60_000.0);
            foreach (var alarm in Alarms(alerts))
            {
                alarms++;
                if (alarm.Any(alert => labels.Any(label => label.Meets(alert, window)))) right++;
            }
        }

        return new Figures(
            incidents, delays.Count, incidents > 0 ? (double)delays.Count / incidents : null, alarms > 0 ? (double)right / alarms : null,
            weeks > 0 ? alarms / weeks : 0, delays.Count > 0 ? new DelayMinutes(Percentile(delays, 10), Percentile(delays, 50), Percentile(delays, 90)) : null);
    }

    private static bool Covers(StreamResult stream, Label label) => stream.Rows > 0 && label.StartEarliest < stream.Chart.End && label.End >= stream.Chart.First;

    private static long? First(IReadOnlyList<long> alerts, Label label, long window)
    {
        foreach (var alert in alerts)
            if (label.Meets(alert, window)) return alert;
        return null;
    }

    private static IEnumerable<List<long>> Alarms(IReadOnlyList<long> alerts)
    {
        var alarm = new List<long>();
        foreach (var alert in alerts)
        {
            if (alarm.Count > 0 && alert - alarm[^1] > AlarmGapMs)
            {
                yield return alarm;
                alarm = [];
            }

            alarm.Add(alert);
        }

        if (alarm.Count > 0) yield return alarm;
    }

    /// <summary>Linear between the ranks.</summary>
    private static double Percentile(List<double> values, double percent)
    {
        values.Sort();
        var place = percent / 100 * (values.Count - 1);
        var below = (int)place;
        return below + 1 < values.Count ? values[below] + (values[below + 1] - values[below]) * (place - below) : values[below];
    }
}
