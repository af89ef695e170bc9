using System.Globalization;

namespace SignalDetect.Backtest.Report;

/// <summary>The calibration plot: the share of quiet windows with a p-value of at most a, against a, both by powers of ten.</summary>
internal static class CalibrationPlot
{
    private const int Decades = 5;
    private const int Few = 10;

    /// <summary>The plot; empty without quiet windows.</summary>
    public static string Draw(BacktestResult result)
    {
        var calibration = result.Measures.Calibration;
        if (calibration.Windows == 0) return "";
        var runs = result.Comparison.Count > 0 ? result.Comparison : [result];
        var plot = new Plot("share of quiet windows with p at most a, against a");
        for (var power = -Decades; power <= 0; power++)
        {
            var text = power < -3 ? $"1e{power}" : Math.Pow(10, power).ToString("0.###", CultureInfo.InvariantCulture);
            plot.MarkX(Place(power), text);
            plot.MarkY(Place(power), text);
        }

        plot.Name("a");
        var two = Math.Log10(2);
        plot.Line("between", [(0, Place(-Decades + two)), (Place(-two), 1), (1, 1), (1, Place(-two)), (Place(-Decades + two), 0), (0, 0)], close: true);
        plot.Line("exact", [(0, 0), (1, 1)]);
        for (var i = 0; i < runs.Count; i++)
        {
            var name = $"run r{Math.Min(i, 5)}";
            var levels = runs[i].Measures.Calibration.Levels.Where(level => level.Share > 0).ToArray();
            plot.Line(name, levels.Select(level => (Place(Math.Log10(level.Level)), Place(Math.Log10(level.Share!.Value)))));
            foreach (var level in levels)
                plot.Dot($"{name} {(level.Windows < Few ? "few" : "dot")}", Place(Math.Log10(level.Level)), Place(Math.Log10(level.Share!.Value)), 3,
                    string.Create(CultureInfo.InvariantCulture, $"{runs[i].Detector}: p ≤ {level.Level} in {level.Windows} windows, {level.Ratio:0.##} times as often as it says"));
        }

        return $"<figure class=\"plain\"><h3>Do p-values hold what they promise?</h3>{plot}<p class=\"soft\">Share of {Html.Whole(calibration.Windows)} quiet windows with p ≤ a. On the diagonal it is exact, above it p-values promise too much; shaded is a factor of two. Hollow points rest on fewer than {Few} windows. {(result.Figures is null ? "Without labels all windows count as quiet" : "Outages without a label count as quiet")}, which lifts the left end.</p></figure>";
    }

    private static double Place(double power) => 1 + power / Decades;
}
