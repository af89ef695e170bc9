using SignalDetect.Backtest.Labels;
using SignalDetect.Backtest.Measures;

namespace SignalDetect.Backtest.Tests.Measures;

/// <summary>Makes tallies of small streams whose rows are a minute apart, from time 0.</summary>
internal static class Tallies
{
    public const long Minute = 60_000;

    public static Label Label(int start, int end, Certainty? certainty = null) => new("a", start * Minute, end * Minute, start * Minute, end * Minute, null, certainty);

    /// <summary>A stream of scores; NaN was not collected.</summary>
    public static RowTally Of(IReadOnlyList<double> scores, IReadOnlyList<Label> labels, params int[] alerts) =>
        Of([.. scores.Select((score, row) => ((long)row, score))], labels, alerts);

    /// <summary>The same with a minute for each row.</summary>
    public static RowTally Of(IReadOnlyList<(long Minute, double Score)> rows, IReadOnlyList<Label> labels, params int[] alerts)
    {
        var tally = new RowTally(labels, rows.Count, 60);
        for (var row = 0; row < rows.Count; row++)
        {
            if (double.IsNaN(rows[row].Score)) tally.AddUnknown(rows[row].Minute * Minute);
            else tally.Add(rows[row].Minute * Minute, rows[row].Score, double.NaN, alerts.Contains(row));
        }

        tally.End();
        return tally;
    }
}
