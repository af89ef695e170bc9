using System.Globalization;
using System.Text;
using SignalDetect.Backtest.Labels;

namespace SignalDetect.Backtest.Report;

/// <summary>The figures over thresholds of the score, for those who want the numbers behind the curve.</summary>
internal static class ThresholdTable
{
    /// <summary>The table, folded; empty without labels.</summary>
    public static string Draw(IReadOnlyList<CurvePoint>? curve)
    {
        if (curve is null) return "";
        var html = new StringBuilder("<details><summary>The numbers behind the curve</summary><div class=\"scroll\"><table><thead><tr>");
        html.Append("<th>score</th><th>caught</th><th>recall</th><th>precision</th><th>alarms a stream and week</th><th>false</th><th>delay p10</th><th>p50</th><th>p90</th></tr></thead><tbody>");
        foreach (var (threshold, figures, _) in curve)
        {
            var delay = figures.DelayMinutes;
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{threshold:0.00}</td><td>{figures.Caught}</td>");
            html.Append(CultureInfo.InvariantCulture, $"<td>{Html.Share(figures.Recall)}</td><td>{Html.Share(figures.Precision)}</td><td>{Html.Figure(figures.AlarmsPerStreamWeek)}</td><td>{Html.Figure(figures.FalseAlarmsPerStreamWeek)}</td>");
            html.Append(CultureInfo.InvariantCulture, $"<td>{Html.Minutes(delay?.P10)}</td><td>{Html.Minutes(delay?.P50)}</td><td>{Html.Minutes(delay?.P90)}</td></tr>");
        }

        return html.Append("</tbody></table></div></details>").ToString();
    }
}
