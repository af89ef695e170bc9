using System.Globalization;
using SignalDetect.Backtest.Labels;

namespace SignalDetect.Backtest.Report;

/// <summary>The trade-off curve: recall against false alarms a stream and week, with bootstrap intervals, over thresholds of the score.</summary>
internal static class TradeOff
{
    private const double FewestFalse = 0.01;

    /// <summary>The plot; empty without labels.</summary>
    public static string Draw(BacktestResult result)
    {
        if (result.Measures.Labels is not { } held || held.Figures.Incidents == 0) return "";
        var runs = result.Comparison.Count > 0 ? result.Comparison : [result];
        var curves = runs.Select(run => run.Measures.Labels?.Curve ?? []).ToArray();
        var most = Math.Max(0.1, curves.SelectMany(curve => curve).Select(point => point.Figures.FalseAlarmsPerStreamWeek).DefaultIfEmpty(1).Max() * 1.2);
        var plot = new Plot("recall against false alarms a stream and week");
        for (var mark = FewestFalse; mark <= most; mark *= 10) plot.MarkX(X(mark), mark <= FewestFalse ? "≤ 0.01" : mark.ToString("0.###", CultureInfo.InvariantCulture));
        foreach (var mark in new[] { 0, 0.25, 0.5, 0.75, 1 }) plot.MarkY(mark, Html.Share(mark));
        plot.Name("false alarms a stream and week");
        Band(plot, curves[0]);
        for (var i = 0; i < curves.Length; i++)
        {
            var name = $"run r{Math.Min(i, 5)}";
            plot.Line(name, curves[i].Where(point => point.Figures.Recall is not null).Select(point => (X(point.Figures.FalseAlarmsPerStreamWeek), point.Figures.Recall!.Value)));
            foreach (var point in curves[i])
                if (point.Figures.Recall is { } recall)
                    plot.Dot($"{name} dot", X(point.Figures.FalseAlarmsPerStreamWeek), recall, 2.5,
                        $"{runs[i].Detector}, score at least {Html.Figure(point.Threshold, "0.00")}: recall {Html.Share(recall)}, {Html.Figure(point.Figures.FalseAlarmsPerStreamWeek)} false alarms a stream and week");
            if (runs[i].Figures is not { Recall: { } own } figures) continue;
            var x = X(figures.FalseAlarmsPerStreamWeek);
            plot.Dot($"{name} now", x, own, 6, $"{runs[i].Detector} as set: recall {Html.Share(own)}, {Html.Figure(figures.FalseAlarmsPerStreamWeek)} false alarms a stream and week");
            if (runs.Count == 1) plot.Text(x, own, "as set", x > 0.75 ? "end" : "start", own > 0.5 ? 18 : -10);
        }

        return $"<figure class=\"plain\"><h3>Recall against false alarms</h3>{plot}{Runs(runs)}<p class=\"soft\">Each point is a threshold of the score, from {Html.Figure(held.Curve[0].Threshold)} to {Html.Figure(held.Curve[^1].Threshold)}, with an alert wherever the score reaches it; up and to the left is better. The large points are the runs as set. Shaded: where the recall may lie in {Html.Share(held.Bootstrap.Level)} of {Html.Whole(held.Bootstrap.Draws)} draws again of {(held.Bootstrap.Over == "streams" ? "streams" : "weeks of streams")}.</p></figure>";

        static string Runs(IReadOnlyList<BacktestResult> shown) => shown.Count == 1 ? "" : $"<p class=\"soft\">{string.Join(" ", shown.Select((run, i) => $"<span class=\"swatch r{Math.Min(i, 5)}\"></span>{Html.Escape(run.Detector)}"))}</p>";

        double X(double rate) => Math.Log10(Math.Max(rate, FewestFalse) / FewestFalse) / Math.Log10(most / FewestFalse);

        void Band(Plot onto, IReadOnlyList<CurvePoint> curve)
        {
            var known = curve.Where(point => point.Intervals.Recall is not null).ToArray();
            if (known.Length < 2) return;
            onto.Line("between", known.Select(point => (X(point.Figures.FalseAlarmsPerStreamWeek), point.Intervals.Recall!.High))
                .Concat(known.Reverse().Select(point => (X(point.Figures.FalseAlarmsPerStreamWeek), point.Intervals.Recall!.Low))), close: true);
        }
    }
}
