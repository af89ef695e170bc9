using System.Globalization;
using System.Text;
using SignalDetect.Backtest.Labels;
using SignalDetect.Core.Pipeline;

namespace SignalDetect.Backtest.Report;

/// <summary>Writes <c>report.html</c>: one page with figures, a table of the streams and a chart for each; it needs nothing but itself.</summary>
internal sealed class ReportPage
{
    private readonly StreamWriter page;

    private ReportPage(StreamWriter page) => this.page = page;

    /// <summary>Writes the page.</summary>
    public static void Write(
        Stream to, BacktestOptions options, BacktestResult result, IReadOnlyList<StreamResult> streams, Scoring? scoring, IReadOnlyList<IncidentRow> incidents)
    {
        using var writer = new StreamWriter(to, new UTF8Encoding(false), 1 << 16, leaveOpen: true);
        var report = new ReportPage(writer);
        var byStream = incidents.ToLookup(row => row.ServiceId, StringComparer.Ordinal);
        report.Begin(options);
        report.Tiles(result);
        if (result.Curve is { } curve) report.Curve(curve);
        report.Table(streams, scoring, byStream);
        report.Charts(streams, scoring, byStream);
        writer.Write("</body></html>\n");
    }

    private void Begin(BacktestOptions options)
    {
        var input = Html.Escape(Path.GetFileName(Path.TrimEndingDirectorySeparator(options.Input)));
        page.Write($"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        page.Write($"<title>Backtest of {input}</title><style>{ReportStyle.Css}</style></head><body>");
        page.Write($"<h1>Backtest of {input}</h1><p class=\"soft\">pipeline {Html.Escape(options.Setup.Name)}, detector {Html.Escape(options.Setup.Preset.Name)}; all times are UTC</p>");
    }

    private void Tiles(BacktestResult result)
    {
        page.Write("<dl class=\"tiles\">");
        Tile("streams", Html.Whole(result.Streams));
        Tile("points", Html.Whole(result.Points));
        Tile("points a second", Html.Whole((long)result.PointsPerSecond));
        Tile("alerts", Html.Whole(result.Alerts));
        Tile("detections", Html.Whole(result.Detections));
        Tile("incidents", Html.Whole(result.Incidents));
        if (result.Signals is { } signals)
        {
            Tile("signals", Html.Whole(signals.Totals.Sent));
            Tile("counted", Html.Whole(signals.Totals.Counted));
            Tile("duplicates", Html.Whole(signals.Totals.Duplicate));
            Tile("dead", Html.Whole(signals.Totals.Dead));
            Tile("unmatched", Html.Whole(signals.Totals.Unmatched));
        }

        if (result.Figures is { } figures)
        {
            Tile("labelled outages caught", $"{figures.Caught} of {figures.Incidents}");
            Tile("precision of alarms", Html.Share(figures.Precision));
            Tile("alarms a stream and week", Html.Figure(figures.AlarmsPerStreamWeek));
            Tile("median delay, minutes", Html.Figure(figures.DelayMinutes?.P50, "0.#"));
        }

        page.Write("</dl>");
        if (result.LabelsElsewhere > 0) page.Write($"<p class=\"soft\">{result.LabelsElsewhere} labels lie in no stream's time and count nowhere.</p>");
    }

    private void Tile(string name, string value) => page.Write($"<div><dt>{name}</dt><dd>{value}</dd></div>");

    private void Curve(IReadOnlyList<CurvePoint> curve)
    {
        page.Write("<h2>Over thresholds of the score</h2><p class=\"soft\">As it would be with an alert wherever the score reaches the threshold.</p><div class=\"scroll\"><table><thead><tr>");
        page.Write("<th>score</th><th>caught</th><th>recall</th><th>precision</th><th>alarms a stream and week</th><th>delay p10</th><th>p50</th><th>p90</th></tr></thead><tbody>");
        foreach (var (threshold, figures, _) in curve)
        {
            var delay = figures.DelayMinutes;
            page.Write(string.Create(CultureInfo.InvariantCulture, $"<tr><td>{threshold:0.00}</td><td>{figures.Caught}</td>"));
            page.Write($"<td>{Html.Share(figures.Recall)}</td><td>{Html.Share(figures.Precision)}</td><td>{Html.Figure(figures.AlarmsPerStreamWeek)}</td>");
            page.Write($"<td>{Html.Figure(delay?.P10, "0.#")}</td><td>{Html.Figure(delay?.P50, "0.#")}</td><td>{Html.Figure(delay?.P90, "0.#")}</td></tr>");
        }

        page.Write("</tbody></table></div>");
    }

    private void Table(IReadOnlyList<StreamResult> streams, Scoring? scoring, ILookup<string, IncidentRow> incidents)
    {
        page.Write("<h2>Streams</h2><div class=\"scroll\"><table><thead><tr><th>stream</th><th>from</th><th>to</th><th>window</th><th>rows</th><th>not collected</th>");
        page.Write($"<th>alerts</th><th>incidents</th>{(scoring is null ? "" : "<th>labels</th>")}</tr></thead><tbody>");
        for (var i = 0; i < streams.Count; i++)
        {
            var stream = streams[i];
            var (from, to) = stream.Rows > 0 ? (Html.Time(stream.Chart.First), Html.Time(stream.Chart.End)) : ("–", "–");
            page.Write($"<tr><td><a href=\"#s{i}\">{Html.Escape(stream.Name)}</a></td><td>{from}</td><td>{to}</td><td>{Step(stream.StepSeconds)}</td>");
            page.Write($"<td>{Html.Whole(stream.Rows)}</td><td>{Html.Whole(stream.Rows - stream.Collected)}</td><td>{stream.Alerts.Count}</td><td>{incidents[stream.Name].Count()}</td>");
            page.Write(scoring is null ? "</tr>" : $"<td>{scoring.Of(stream).Count}</td></tr>");
        }

        page.Write("</tbody></table></div>");
    }

    private void Charts(IReadOnlyList<StreamResult> streams, Scoring? scoring, ILookup<string, IncidentRow> incidents)
    {
        page.Write("<h2>Charts</h2><ul class=\"key\">");
        page.Write("<li><svg viewBox=\"0 0 18 10\"><rect class=\"observed\" x=\"1\" y=\"1\" width=\"16\" height=\"8\"/></svg>observed, least to largest</li>");
        page.Write("<li><svg viewBox=\"0 0 18 10\"><rect class=\"band\" width=\"18\" height=\"10\"/><path class=\"expected\" d=\"M0 5h18\"/></svg>expected, and the central 99 %</li>");
        if (scoring is not null) page.Write("<li><svg viewBox=\"0 0 18 10\"><rect class=\"label\" width=\"18\" height=\"10\"/></svg>labelled outage</li>");
        page.Write("<li><svg viewBox=\"0 0 18 10\"><path class=\"alert\" d=\"M5 1h8l-4 8z\"/></svg>alert</li>");
        page.Write("<li><svg viewBox=\"0 0 18 10\"><rect class=\"minor\" y=\"2\" width=\"6\" height=\"6\"/><rect class=\"major\" x=\"6\" y=\"2\" width=\"6\" height=\"6\"/><rect class=\"critical\" x=\"12\" y=\"2\" width=\"6\" height=\"6\"/></svg>incident: minor, major, critical</li>");
        page.Write("<li><svg viewBox=\"0 0 18 10\"><rect class=\"dismissed\" y=\"2\" width=\"18\" height=\"6\"/></svg>dismissed</li></ul>");
        for (var i = 0; i < streams.Count; i++)
        {
            var stream = streams[i];
            if (stream.Rows == 0) continue;
            page.Write($"<figure id=\"s{i}\"><header><h3>{Html.Escape(stream.Name)}</h3><span>{Step(stream.StepSeconds)} windows</span></header>");
            page.Write(ChartSvg.Of(stream, scoring?.Of(stream) ?? [], [.. incidents[stream.Name]]));
            page.Write("</figure>");
        }
    }

    private static string Step(int seconds) =>
        seconds % 3600 == 0 ? $"{seconds / 3600} h" : seconds % 60 == 0 ? $"{seconds / 60} min" : $"{seconds} s";
}
