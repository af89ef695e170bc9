using System.Globalization;
using System.Text;
using SignalDetect.Backtest.Labels;

namespace SignalDetect.Backtest.Report;

/// <summary>The first glance: what was caught, what was missed, what was false and why, in two sentences and a row of figures.</summary>
/// <param name="result">The run.</param>
/// <param name="told">Its streams.</param>
internal sealed class Headline(BacktestResult result, IReadOnlyList<ToldStream> told)
{
    private const double CalibrationLevel = 1e-3;

    private readonly StringBuilder html = new();

    /// <summary>The sentences and the figures.</summary>
    public string Draw()
    {
        html.Append(CultureInfo.InvariantCulture, $"<p class=\"headline\">{(result.Figures is { } figures ? Labelled(figures) : Unlabelled())}</p>");
        foreach (var why in new[] { Misses(), Why() })
            if (why.Length > 0) html.Append(CultureInfo.InvariantCulture, $"<p>{why}</p>");
        html.Append("<dl class=\"tiles\">");
        if (result.Measures.Labels is { } held) Tiles(held.Figures, held.Intervals);
        else Tiles();
        Calibration();
        html.Append("</dl>");
        if (result.Signals is { } signals) Sums(signals);
        return html.ToString();
    }

    private static string Labelled(Figures figures)
    {
        var delay = figures.DelayMinutes is { } known ? $", half of them within {Html.Minutes(known.P50)}" : "";
        var missed = figures.Incidents - figures.Caught;
        var caught = figures.Incidents == 0
            ? "No label that counts lies in the streams’ time."
            : $"Caught <b class=\"good\">{figures.Caught} of {Html.Count(figures.Incidents, "labelled outage")}</b>{delay}; <b class=\"{(missed > 0 ? "bad" : "good")}\">missed {(missed == 0 ? "none" : missed)}</b>.";
        var judged = figures.Alarms - LowAlarms(figures);
        return $"{caught} <b class=\"{(figures.FalseAlarms > 0 ? "warn" : "good")}\">{figures.FalseAlarms} of {Html.Count(judged, "alarm")}</b> {(judged == 1 ? "was" : "were")} about nothing labelled: {Html.Figure(figures.FalseAlarmsPerStreamWeek)} a stream and week.";
    }

    private static int LowAlarms(Figures figures) =>
        figures.Precision is { } precision && precision < 1 ? Math.Max(0, figures.Alarms - (int)Math.Round(figures.FalseAlarms / (1 - precision))) : 0;

    private string Unlabelled()
    {
        var alarms = told.Sum(stream => stream.Alarms.Count);
        if (alarms == 0) return $"<b class=\"good\">No alarm</b> in {Html.Count(told.Count, "stream")}. No labels were given, so nothing here says whether something was missed.";
        var busiest = told.Where(stream => stream.Alarms.Count > 0).OrderByDescending(stream => stream.Alarms.Count).Take(3).ToArray();
        var most = busiest.Length < 2 ? "" : $" Most in {string.Join(", ", busiest.Select(stream => $"{Html.Escape(stream.Name)} ({stream.Alarms.Count})"))}.";
        return $"<b class=\"warn\">{Html.Count(alarms, "alarm")}</b> in {(busiest.Length == 1 ? Html.Escape(busiest[0].Name) + ", one" : told.Count(stream => stream.Alarms.Count > 0).ToString(CultureInfo.InvariantCulture))} of {Html.Count(told.Count, "stream")}, {Html.Figure(PerStreamWeek(alarms))} a stream and week.{most}"
            + $" No labels were given, so nothing here says {(alarms == 1 ? "whether it was" : "which of them were")} right.";
    }

    /// <summary>Why labels were missed; empty where it can be read from the list at once.</summary>
    private string Misses()
    {
        var reasons = told.SelectMany(stream => stream.Labels.Where(found => found.Label.Counts && found.AlertedAt is null).Select(found => MissedLabel.Of(stream, found.Label).Reason)).ToArray();
        if (reasons.Length < 2) return "";
        (MissReason Reason, string Words)[] all =
        [
            (MissReason.Unseen, $"never reached a score of {Html.Figure(StreamResult.LeastThreshold, "0.0")}"), (MissReason.Weak, "scored higher and raised no alert"),
            (MissReason.Unconfirmed, "were suspected and not confirmed"), (MissReason.Covered, "began while an incident was already open"),
        ];
        return $"Of the {reasons.Length} missed: {string.Join(", ", all.Where(one => reasons.Contains(one.Reason)).Select(one => $"{reasons.Count(reason => reason == one.Reason)} {one.Words}"))}.";
    }

    /// <summary>What made the false alarms, or without labels all.</summary>
    private string Why()
    {
        var alarms = told.SelectMany(stream => stream.Alarms).Where(alarm => alarm.Verdict is null or AlarmVerdict.False).ToArray();
        if (alarms.Length < 2) return "";
        var parts = new List<string>();
        Part(alarm => alarm.Shape == AlarmShape.Surge, "above the expected band in a single window");
        Part(alarm => alarm.Shape == AlarmShape.Several, "within the band, by several windows together");
        Part(alarm => alarm.Shape == AlarmShape.Drop, "fewer than expected");
        var shapes = string.Join(", ", parts);
        parts.Clear();
        Part(alarm => alarm.IsTenfold, "ten times what was expected or more");
        Part(alarm => alarm.Together.Count > 0, "within an hour of another stream’s alarm, as an outage without a label would be");
        Part(alarm => alarm.IsYoung, "in the first two weeks of a stream");
        return $"Of the {Html.Count(alarms.Length, alarms[0].Verdict is null ? "alarm" : "false alarm")}: {shapes}.{(parts.Count > 0 ? $" {string.Join("; ", parts)}." : "")}";

        void Part(Func<ToldAlarm, bool> holds, string words)
        {
            if (alarms.Count(holds) is var count && count > 0) parts.Add($"{count} {words}");
        }
    }

    private void Tiles(Figures figures, FigureIntervals intervals)
    {
        Tile("good", "caught", $"{Html.Data("caught", figures.Caught, $"{figures.Caught}")} of {Html.Data("incidents", figures.Incidents, $"{figures.Incidents}")}",
            $"recall {Html.Data("recall", figures.Recall, Html.Share(figures.Recall))}{Within(intervals.Recall, value => Html.Share(value))}{Low(figures)}");
        var missed = figures.Incidents - figures.Caught;
        Tile(missed > 0 ? "bad" : "good", "missed", $"{missed}", missed > 0 ? "listed below" : "nothing labelled was missed");
        Tile(figures.FalseAlarms > 0 ? "warn" : "good", "false alarms", Html.Data("falseAlarms", figures.FalseAlarms, Html.Whole(figures.FalseAlarms)),
            $"{Html.Data("falseAlarmsPerStreamWeek", figures.FalseAlarmsPerStreamWeek, Html.Figure(figures.FalseAlarmsPerStreamWeek))} a stream and week{Within(intervals.FalseAlarmsPerStreamWeek, value => Html.Figure(value))}");
        var delay = figures.DelayMinutes;
        Tile("", "median delay", Html.Data("p50", delay?.P50, Html.Minutes(delay?.P50)), delay is null ? "nothing was caught" : $"from the label’s start; p10 {Html.Minutes(delay.P10)}, p90 {Html.Minutes(delay.P90)}{Open(figures)}");
        Tile("", "precision", Html.Data("precision", figures.Precision, Html.Share(figures.Precision)), $"of alarms, as episodes{Within(intervals.Precision, value => Html.Share(value))}");
        if (figures.Acknowledged is { } known)
            Tile("", "against announcements", Html.Minutes(known.DelayMinutes.P50), $"median; {known.Before} of {known.Labels} before them");
    }

    private static string Low(Figures figures) =>
        figures.LowCertaintyIncidents > 0 ? $"; apart from it {figures.LowCertaintyCaught} of {figures.LowCertaintyIncidents} of low certainty" : "";

    private static string Open(Figures figures) =>
        figures.DelayRange is { } range ? $"; uncertain starts: {Html.Minutes(range.Shortest.P50)} to {Html.Minutes(range.Longest.P50)}" : "";

    private static string Within(Interval? interval, Func<double, string> show) => interval is null || interval.Low == interval.High ? "" : $" ({show(interval.Low)} to {show(interval.High)})";

    private void Tiles()
    {
        var alarms = told.Sum(stream => stream.Alarms.Count);
        Tile("warn", "alarms", Html.Whole(alarms), $"{Html.Figure(PerStreamWeek(alarms))} a stream and week");
        Tile("", "incidents", Html.Whole(result.Incidents), $"{Html.Whole(told.Sum(stream => stream.Incidents.Count(row => row.Severity == "critical" && row.State != "dismissed")))} critical, {Html.Whole(told.Sum(stream => stream.Incidents.Count(row => row.State == "dismissed")))} dismissed");
        Tile("", "detections", Html.Data("detectionRows", result.Detections, Html.Whole(result.Detections)), "windows that stood out, and recoveries");
    }

    private void Calibration()
    {
        if (result.Measures.Calibration.Levels.FirstOrDefault(level => level.Level == CalibrationLevel) is not { Ratio: { } ratio } at) return;
        Tile(ratio > 2 && result.Figures is not null ? "warn" : "", "p ≤ 0.001", $"{Html.Figure(ratio, "0.##")} ×", $"as often as it says: {Html.Whole(at.Windows)} of {Html.Whole(result.Measures.Calibration.Windows)} quiet windows");
    }

    private void Sums(SignalSums signals)
    {
        var sums = signals.Totals;
        html.Append(CultureInfo.InvariantCulture, $"<p class=\"soft\">Signals: {Html.Whole(sums.Sent)} sent, {Html.Whole(sums.Counted)} counted, {Html.Whole(sums.Duplicate)} duplicate, {Html.Whole(sums.Dead)} dead, {Html.Whole(sums.Unmatched)} unmatched.</p>");
    }

    private double? PerStreamWeek(int alarms)
    {
        var weeks = told.Sum(stream => stream.Result.Collected * (double)stream.Result.StepSeconds) / 604_800;
        return weeks > 0 ? alarms / weeks : null;
    }

    private void Tile(string tone, string name, string value, string note) =>
        html.Append(CultureInfo.InvariantCulture, $"<div{(tone.Length > 0 ? $" class=\"{tone}\"" : "")}><dt>{name}</dt><dd>{value}</dd><dd>{note}</dd></div>");
}
