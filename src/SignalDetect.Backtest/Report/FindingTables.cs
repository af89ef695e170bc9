using System.Globalization;
using System.Text;
using SignalDetect.Backtest.Labels;

namespace SignalDetect.Backtest.Report;

/// <summary>What was missed, caught and false, one by one, with the reason.</summary>
/// <param name="told">Streams in the order of the page.</param>
/// <param name="ids">The id of each stream's figure.</param>
internal sealed class FindingTables(IReadOnlyList<ToldStream> told, IReadOnlyDictionary<string, string> ids)
{
    private const int Shown = 8;
    private const int MostListed = 500;
    private const int WindowsBefore = 36;
    private const int WindowsAfter = 72;

    private readonly StringBuilder html = new();

    /// <summary>The tables.</summary>
    /// <param name="judged">True where there are labels.</param>
    public string Draw(bool judged)
    {
        var labels = told.SelectMany(stream => stream.Labels.Select((found, i) => (stream, found, i))).OrderBy(one => one.i).ToArray();
        var missed = Array.FindAll(labels, one => one.found.Label.Counts && one.found.AlertedAt is null);
        var caught = Array.FindAll(labels, one => one.found.AlertedAt is not null);
        var low = Array.FindAll(labels, one => !one.found.Label.Counts && one.found.AlertedAt is null);
        var alarms = told.SelectMany(stream => stream.Alarms.Where(alarm => alarm.Verdict is null or AlarmVerdict.False).Select(alarm => (stream, alarm)))
            .OrderByDescending(one => one.alarm.Score).ThenBy(one => one.alarm.Start).ThenBy(one => one.stream.Name, StringComparer.Ordinal).ToArray();
        if (judged)
        {
            Table("Missed", "bad", "<th>stream</th><th>labelled</th><th>why</th>", [.. missed.Concat(low).Select(one => Missed(one.stream, one.found))]);
            Table("Caught", "good", "<th>stream</th><th>labelled start</th><th>delay</th><th>what was seen first</th>", [.. caught.Select(one => Caught(one.stream, one.found))]);
        }

        Table(judged ? "False" : "Alarms", "warn", "<th>stream</th><th>when</th><th>score</th><th>why it was raised</th>", [.. alarms.Select(one => Alarm(one.stream, one.alarm))]);
        return html.ToString();
    }

    private void Table(string title, string tone, string head, string[] rows)
    {
        html.Append(CultureInfo.InvariantCulture, $"<h2 class=\"{tone}\">{title} <small>{rows.Length}</small></h2>");
        if (rows.Length == 0)
        {
            html.Append("<p class=\"soft\">None.</p>");
            return;
        }

        Rows(head, rows.Take(Shown));
        if (rows.Length <= Shown) return;
        html.Append(CultureInfo.InvariantCulture, $"<details><summary>{Math.Min(rows.Length, MostListed) - Shown} more</summary>");
        Rows(head, rows.Take(MostListed).Skip(Shown));
        html.Append("</details>");
        if (rows.Length > MostListed) html.Append(CultureInfo.InvariantCulture, $"<p class=\"soft\">{rows.Length - MostListed} further ones are in report.json.</p>");
    }

    private void Rows(string head, IEnumerable<string> rows) =>
        html.Append("<div class=\"scroll\"><table class=\"told\"><thead><tr>").Append(head).Append("</tr></thead><tbody>").AppendJoin("", rows).Append("</tbody></table></div>");

    private string Missed(ToldStream stream, LabelFinding found)
    {
        var label = found.Label;
        var missed = MissedLabel.Of(stream, label);
        return $"<tr><td>{Link(stream, label.StartEarliest, label.Over)}</td><td>{Html.Time(label.Start)} to {Html.Time(label.End)}{(label.Counts ? "" : " (low certainty)")}</td><td>{missed.Why}</td></tr>";
    }

    private string Caught(ToldStream stream, LabelFinding found)
    {
        var label = found.Label;
        var first = stream.Alarms.FirstOrDefault(alarm => alarm.End >= found.AlertedAt);
        var range = label.StartEarliest < label.StartLatest ? $" <span class=\"soft\">({Html.Minutes(found.ShortestDelayMinutes)} to {Html.Minutes(found.LongestDelayMinutes)})</span>" : "";
        return $"<tr><td>{Link(stream, label.StartEarliest, label.Over)}</td><td>{Html.Time(label.Start)}{(label.Counts ? "" : " (low certainty)")}</td><td>{Html.Minutes(found.DelayMinutes)}{range}</td><td>{Html.Escape(first?.Why ?? "")}</td></tr>";
    }

    private string Alarm(ToldStream stream, ToldAlarm alarm)
    {
        var together = alarm.Together.Count == 0 ? "" : $"; together with {string.Join(", ", alarm.Together.Take(3))}{(alarm.Together.Count > 3 ? $" and {alarm.Together.Count - 3} more" : "")}";
        return $"<tr><td>{Link(stream, alarm.Start, alarm.End)}</td><td>{Html.Time(alarm.Start)}</td><td>{Html.Figure(alarm.Score, "0.00")}</td><td>{Html.Escape(alarm.Why + together)}{(alarm.IsYoung ? "; young stream" : "")}{Became(stream, alarm)}</td></tr>";
    }

    /// <summary>What became of the incident that an alarm raised.</summary>
    private static string Became(ToldStream stream, ToldAlarm alarm)
    {
        var row = stream.Incidents.LastOrDefault(row => row.DetectedAt <= alarm.End && (row.ResolvedAt ?? long.MaxValue) >= alarm.Start);
        if (row is null) return "";
        var length = row.ResolvedAt is { } over ? $" of {Html.Minutes((over - row.StartedAt) / 60_000.0)}" : ", still open";
        var reporters = row.DistinctReporters > 0 ? $", {Html.Count(row.DistinctReporters, "reporter")}" : "";
        var peak = stream.Result.Chart.IsWhole ? $", peak {Html.Figure(row.PeakRate)} a minute, expected {Html.Figure(row.ExpectedRate)}" : "";
        return $" <span class=\"soft\">→ {row.Severity} incident{length}{peak}{reporters}</span>";
    }

    private string Link(ToldStream stream, long from, long to)
    {
        var window = stream.Result.Chart.WindowMs;
        return string.Create(CultureInfo.InvariantCulture,
            $"<a href=\"#{ids[stream.Name]}\" data-go=\"{(from - WindowsBefore * window) / 1000},{(to + WindowsAfter * window) / 1000}\">{Html.Escape(stream.Name)}</a>");
    }
}
