using System.Globalization;
using System.Text;
using SignalDetect.Backtest.Measures;

namespace SignalDetect.Backtest.Report;

/// <summary>A row for each stream, in the order of the page; with script its columns sort.</summary>
internal static class StreamsTable
{
    private const int Shown = 40;

    /// <summary>The table.</summary>
    /// <param name="told">Streams in the order of the page.</param>
    /// <param name="ids">The id of each stream's figure.</param>
    /// <param name="measures">Their measures by name.</param>
    /// <param name="judged">True where there are labels.</param>
    public static string Draw(IReadOnlyList<ToldStream> told, IReadOnlyDictionary<string, string> ids, IReadOnlyDictionary<string, StreamMeasures> measures, bool judged)
    {
        var html = new StringBuilder("<h2>Streams</h2>");
        var folded = told.Count > Shown;
        if (folded) html.Append(CultureInfo.InvariantCulture, $"<details><summary>{told.Count} streams</summary>");
        html.Append("<div class=\"scroll\"><table class=\"sorts\"><thead><tr><th>stream</th>");
        if (judged) html.Append("<th>labels</th><th>missed</th><th>false</th><th>false a week</th><th>delay p50</th>");
        else html.Append("<th>alarms</th><th>alarms a week</th>");
        html.Append("<th>incidents</th><th>p ≤ 0.001</th><th>window</th><th>rows</th><th>not collected</th><th>from</th><th>to</th></tr></thead><tbody>");
        foreach (var stream in told) Row(html, stream, ids[stream.Name], measures[stream.Name], judged);
        return html.Append("</tbody></table></div>").Append(folded ? "</details>" : "").ToString();
    }

    private static void Row(StringBuilder html, ToldStream stream, string id, StreamMeasures measures, bool judged)
    {
        var result = stream.Result;
        var weeks = result.Collected * (double)result.StepSeconds / 604_800;
        double? each = weeks > 0 ? stream.Unfounded / weeks : null;
        html.Append(CultureInfo.InvariantCulture, $"<tr><td><a href=\"#{id}\">{Html.Escape(stream.Name)}</a></td>");
        if (judged) html.Append(CultureInfo.InvariantCulture, $"<td>{stream.Counting}</td><td{(stream.Missed > 0 ? " class=\"bad\"" : "")}>{stream.Missed}</td>");
        html.Append(CultureInfo.InvariantCulture, $"<td>{stream.Unfounded}</td><td>{Html.Figure(each, "0.##")}</td>");
        if (judged) Cell(html, measures.Figures?.DelayMinutes?.P50, Html.Minutes(measures.Figures?.DelayMinutes?.P50));
        html.Append(CultureInfo.InvariantCulture, $"<td>{stream.Incidents.Count}</td>");
        Cell(html, Ratio(measures), $"{Html.Figure(Ratio(measures), "0.##")} ×");
        Cell(html, result.StepSeconds, Html.Span(result.StepSeconds));
        Cell(html, result.Rows, Html.Whole(result.Rows));
        Cell(html, result.Rows - result.Collected, Html.Whole(result.Rows - result.Collected));
        var (from, to) = result.Rows > 0 ? (Html.Time(result.Chart.First), Html.Time(result.Chart.End)) : ("–", "–");
        html.Append(CultureInfo.InvariantCulture, $"<td>{from}</td><td>{to}</td></tr>");
    }

    private static double? Ratio(StreamMeasures measures) => measures.Calibration.Levels.FirstOrDefault(level => level.Level == 1e-3)?.Ratio;

    private static void Cell(StringBuilder html, double? value, string shown) =>
        html.Append(CultureInfo.InvariantCulture, $"<td data-v=\"{value?.ToString("R", CultureInfo.InvariantCulture) ?? ""}\">{(value is null ? "–" : shown)}</td>");
}
