using System.Globalization;
using System.Text;
using SignalDetect.Backtest;
using SignalDetect.Backtest.Labels;
using SignalDetect.Backtest.Measures;

namespace SignalDetect.Commands;

/// <summary>Measures of one or more presets as a short table for a terminal, a preset a column.</summary>
internal static class MeasuresTable
{
    private const string None = "-";

    private static readonly double[] Levels = [1e-2, 1e-3, 1e-4];

    /// <summary>The table; the columns have their presets' names where there are several.</summary>
    public static string Of(IReadOnlyList<BacktestResult> presets)
    {
        var rows = new List<string[]>();
        if (presets.Count > 1) rows.Add(["", .. presets.Select(preset => preset.Detector)]);
        if (presets[0].Measures.Labels is not null)
        {
            Add("caught", held => $"{held.Figures.Caught} of {held.Figures.Incidents}");
            Add("recall", held => Figure(held.Figures.Recall, held.Intervals.Recall));
            Add("precision by episode", held => Figure(held.Figures.Precision, held.Intervals.Precision));
            Add("alarms a stream and week", held => Figure(held.Figures.AlarmsPerStreamWeek, held.Intervals.AlarmsPerStreamWeek));
            Add("false alarms a stream and week", held => Figure(held.Figures.FalseAlarmsPerStreamWeek, held.Intervals.FalseAlarmsPerStreamWeek));
            Add("delay p10, p50, p90 (min)", held => Delay(held.Figures.DelayMinutes));
            Add("  if begun as late as may be", held => Delay(held.Figures.DelayRange?.Shortest));
            Add("  if begun as early as may be", held => Delay(held.Figures.DelayRange?.Longest));
            Add("delay to the announcement", held => Delay(held.Figures.Acknowledged?.DelayMinutes));
            Add("caught of low certainty", held => held.Figures.LowCertaintyIncidents > 0 ? $"{held.Figures.LowCertaintyCaught} of {held.Figures.LowCertaintyIncidents}" : None);
            Add("NAB standard, at the alerts", held => Nab(held.Nab?.Standard));
            Add("NAB low FP, at the alerts", held => Nab(held.Nab?.LowFalsePositives));
            Add("NAB low FN, at the alerts", held => Nab(held.Nab?.LowFalseNegatives));
            Add("point-adjusted F1, best", held => held.PointAdjusted is { } points ? $"{Number(points.F1)}, {Number(points.BestF1)}" : None);
        }

        foreach (var level in Levels)
            rows.Add([$"p <= {level.ToString("0e+0", CultureInfo.InvariantCulture).Replace("e-0", "e-", StringComparison.Ordinal)}, as a ratio to it", .. presets.Select(preset => Ratio(preset, level))]);
        return Text(rows);

        void Add(string name, Func<LabelMeasures, string> cell)
        {
            string[] cells = [.. presets.Select(preset => cell(preset.Measures.Labels!))];
            if (cells.Any(one => one != None)) rows.Add([name, .. cells]);
        }
    }

    private static string Text(List<string[]> rows)
    {
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        var text = new StringBuilder();
        foreach (var row in rows) text.Append(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd()).Append('\n');
        return text.ToString();
    }

    private static string Figure(double? value, Interval? interval)
    {
        if (value is null) return None;
        return interval is null ? Number(value.Value) : $"{Number(value.Value)} ({Number(interval.Low)} to {Number(interval.High)})";
    }

    private static string Delay(DelayMinutes? delay) =>
        delay is null ? None : string.Create(CultureInfo.InvariantCulture, $"{delay.P10:0.#}, {delay.P50:0.#}, {delay.P90:0.#}");

    private static string Nab(NabScore? score) => score is null ? None : string.Create(CultureInfo.InvariantCulture, $"{score.Score:0.0}, {score.AtAlert:0.0}");

    private static string Ratio(BacktestResult preset, double level) =>
        preset.Measures.Calibration.Levels.First(one => one.Level == level).Ratio is { } ratio ? Number(ratio) : None;

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
