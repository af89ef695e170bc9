using SignalDetect.Core.Pipeline;
using SignalDetect.Core.Signals;
using System.Globalization;
using System.Text;
using SignalDetect.Backtest;

namespace SignalDetect.Commands;

/// <summary>What a backtest found, in some lines for a terminal; the same stands in <c>report.json</c>.</summary>
internal static class BacktestSummary
{
    public static string Of(BacktestResult result, string folder)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{result.Streams} streams, {result.Points:N0} points in {result.Seconds:F1} s ({result.PointsPerSecond:N0} points/s)\n");
        text.Append(CultureInfo.InvariantCulture, $"{result.Detections} detections, {result.Incidents} incidents, {result.Alerts} alerts\n");
        if (result.Signals is { } signals)
        {
            text.Append(Sums.Text(signals.Totals));
            if (signals.Dead.Count > 0) text.Append($"dead: {string.Join(", ", signals.Dead.Select(dead => $"{dead.Reason.Name()} {Sums.Number(dead.Count)}"))}\n");
        }

        if (result.LearntUntil is { } until) text.Append(CultureInfo.InvariantCulture, $"learnt until {RowTime.Text(until)}: {result.LeftOut:N0} rows left out\n");
        text.Append(MeasuresTable.Of(result.Comparison.Count > 0 ? result.Comparison : [result]));
        if (result.LabelsElsewhere > 0) text.Append(CultureInfo.InvariantCulture, $"{result.LabelsElsewhere} labels lie in no stream's time{(result.LearntUntil is null ? "" : ", or before the end of what was learnt")}\n");
        return text.Append(CultureInfo.InvariantCulture, $"report: {Path.Combine(folder, "report.html")}\n").ToString();
    }
}
