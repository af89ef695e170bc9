namespace SignalDetect.Backtest.Labels;

/// <summary>
/// The alerts of one stream held against its labels. An alert is about a label when <see cref="Label.Meets"/>; a label is caught by the first such alert. Alerts
/// at most two hours apart are one alarm, which is right when one of its alerts is about a label that counts.
/// </summary>
/// <param name="First">Start of the stream's first window, Unix milliseconds.</param>
/// <param name="End">End of its last window.</param>
/// <param name="Weeks">Weeks of collected windows.</param>
/// <param name="Labels">What became of its labels.</param>
/// <param name="Alarms">Its alarms in the order of time.</param>
internal sealed record HeldStream(long First, long End, double Weeks, IReadOnlyList<LabelFinding> Labels, IReadOnlyList<AlarmFinding> Alarms)
{
    private const long AlarmGapMs = 2 * 3_600_000;
    private const double WeekSeconds = 604_800;

    /// <summary>Holds alerts, starts of windows that rise, against labels.</summary>
    public static HeldStream Of(StreamResult stream, IReadOnlyList<Label> labels, IReadOnlyList<long> alerts)
    {
        var window = stream.StepSeconds * 1000L;
        return new HeldStream(
            stream.ScoredFrom, stream.Chart.End, stream.Collected * (double)stream.StepSeconds / WeekSeconds,
            [.. labels.Select(label => new LabelFinding(label, FirstAbout(alerts, label, window) + window))],
            [.. AlarmsOf(alerts).Select(alarm => new AlarmFinding(stream.Name, alarm[0], alarm[^1] + window, alarm.Count, Verdict(alarm, labels, window)))]);
    }

    private static long? FirstAbout(IReadOnlyList<long> alerts, Label label, long window)
    {
        foreach (var alert in alerts)
            if (label.Meets(alert, window)) return alert;
        return null;
    }

    private static AlarmVerdict Verdict(List<long> alarm, IReadOnlyList<Label> labels, long window)
    {
        var aside = false;
        foreach (var label in labels)
        {
            if (!alarm.Exists(alert => label.Meets(alert, window))) continue;
            if (label.Counts) return AlarmVerdict.Right;
            aside = true;
        }

        return aside ? AlarmVerdict.Aside : AlarmVerdict.False;
    }

    private static IEnumerable<List<long>> AlarmsOf(IReadOnlyList<long> alerts)
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
}
