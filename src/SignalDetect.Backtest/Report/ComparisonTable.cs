using System.Globalization;
using System.Text;

namespace SignalDetect.Backtest.Report;

/// <summary>Presets side by side on the same input; the best of each row is set off.</summary>
internal static class ComparisonTable
{
    private const string NoBetter = "";

    /// <summary>The table; empty where nothing is compared.</summary>
    public static string Draw(IReadOnlyList<BacktestResult> runs)
    {
        if (runs.Count == 0) return "";
        var html = new StringBuilder("<h2>Detectors side by side</h2><div class=\"scroll\"><table><thead><tr><th></th>");
        for (var i = 0; i < runs.Count; i++) html.Append(CultureInfo.InvariantCulture, $"<th><span class=\"swatch r{Math.Min(i, 5)}\"></span>{Html.Escape(runs[i].Detector)}</th>");
        html.Append("</tr></thead><tbody>");
        if (runs[0].Figures is not null)
        {
            Row("labelled outages caught", run => run.Figures?.Caught, (run, value) => $"{value:0} of {run.Figures?.Incidents}", most: true);
            Row("false alarms", run => run.Figures?.FalseAlarms, (_, value) => Html.Figure(value), most: false);
            Row("false alarms a stream and week", run => run.Figures?.FalseAlarmsPerStreamWeek, (run, value) => $"{Html.Figure(value)}{Within(run.Measures.Labels?.Intervals.FalseAlarmsPerStreamWeek)}", most: false);
            Row("precision", run => run.Figures?.Precision, (_, value) => Html.Share(value), most: true);
            Row("median delay", run => run.Figures?.DelayMinutes?.P50, (_, value) => Html.Minutes(value), most: false);
            Row("delay p90", run => run.Figures?.DelayMinutes?.P90, (_, value) => Html.Minutes(value), most: false);
            Row("NAB standard, best threshold", run => run.Measures.Labels?.Nab?.Standard.Score, (_, value) => Html.Figure(value, "0.#"), most: true);
            Row("NAB standard, at the alerts", run => run.Measures.Labels?.Nab?.Standard.AtAlert, (_, value) => Html.Figure(value, "0.#"), most: true);
            Row("NAB low FP", run => run.Measures.Labels?.Nab?.LowFalsePositives.Score, (_, value) => Html.Figure(value, "0.#"), most: true);
            Row("NAB low FN", run => run.Measures.Labels?.Nab?.LowFalseNegatives.Score, (_, value) => Html.Figure(value, "0.#"), most: true);
            Row("point-adjusted F1", run => run.Measures.Labels?.PointAdjusted?.F1, (_, value) => Html.Figure(value), most: true);
        }

        Row("alerts", run => run.Alerts, (_, value) => Html.Figure(value), most: null);
        Row("p ≤ 0.001, times as often as it says", run => run.Measures.Calibration.Levels.FirstOrDefault(level => level.Level == 1e-3)?.Ratio, (_, value) => Html.Figure(value, "0.##"), most: null);
        return html.Append("</tbody></table></div>").ToString();

        void Row(string name, Func<BacktestResult, double?> of, Func<BacktestResult, double?, string> show, bool? most)
        {
            var values = runs.Select(of).ToArray();
            var best = most is { } upward ? upward ? values.Max() : values.Min() : null;
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{name}</td>");
            for (var i = 0; i < runs.Count; i++)
                html.Append(CultureInfo.InvariantCulture, $"<td{(values[i] is not null && values[i] == best ? " class=\"best\"" : NoBetter)}>{(values[i] is null ? "–" : show(runs[i], values[i]))}</td>");
            html.Append("</tr>");
        }
    }

    private static string Within(Labels.Interval? interval) => interval is null ? "" : $" <span class=\"soft\">({Html.Figure(interval.Low, "0.##")} to {Html.Figure(interval.High, "0.##")})</span>";
}
