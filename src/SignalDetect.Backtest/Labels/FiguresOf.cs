namespace SignalDetect.Backtest.Labels;

/// <summary>Sums up streams that were held against labels.</summary>
internal static class FiguresOf
{
    /// <summary>The figures over all of them.</summary>
    public static Figures Streams(IReadOnlyList<HeldStream> streams)
    {
        var all = streams.SelectMany(stream => stream.Labels).ToArray();
        var labels = Array.FindAll(all, one => one.Label.Counts);
        var caught = Array.FindAll(labels, one => one.AlertedAt is not null);
        var low = Array.FindAll(all, one => !one.Label.Counts);
        var alarms = streams.Sum(stream => stream.Alarms.Count);
        var right = Count(streams, AlarmVerdict.Right);
        var wrong = Count(streams, AlarmVerdict.False);
        var weeks = streams.Sum(stream => stream.Weeks);
        return new Figures(
            labels.Length, caught.Length, Share(caught.Length, labels.Length), Share(right, right + wrong), weeks > 0 ? alarms / weeks : 0,
            DelayMinutes.Of(caught.Select(one => one.DelayMinutes!.Value)))
        {
            Alarms = alarms,
            FalseAlarms = wrong,
            FalseAlarmsPerStreamWeek = weeks > 0 ? wrong / weeks : 0,
            StreamWeeks = weeks,
            DelayRange = Range(caught),
            Acknowledged = Announced(caught),
            LowCertaintyIncidents = low.Length,
            LowCertaintyCaught = low.Count(one => one.AlertedAt is not null),
        };
    }

    private static int Count(IReadOnlyList<HeldStream> streams, AlarmVerdict verdict) => streams.Sum(stream => stream.Alarms.Count(alarm => alarm.Verdict == verdict));

    private static double? Share(int part, int all) => all > 0 ? (double)part / all : null;

    private static DelayRange? Range(LabelFinding[] caught)
    {
        if (!Array.Exists(caught, one => one.Label.StartEarliest < one.Label.Start || one.Label.StartLatest > one.Label.Start)) return null;
        return new DelayRange(
            DelayMinutes.Of(caught.Select(one => one.ShortestDelayMinutes!.Value))!, DelayMinutes.Of(caught.Select(one => one.LongestDelayMinutes!.Value))!);
    }

    private static AgainstAnnouncement? Announced(LabelFinding[] caught)
    {
        var delays = caught.Select(one => one.AcknowledgedDelayMinutes).OfType<double>().ToArray();
        return DelayMinutes.Of(delays) is { } percentiles ? new AgainstAnnouncement(delays.Length, delays.Count(delay => delay < 0), percentiles) : null;
    }
}
