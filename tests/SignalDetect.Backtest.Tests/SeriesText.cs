using System.Globalization;
using System.Text;

namespace SignalDetect.Backtest.Tests;

/// <summary>Makes series as text: a daily course of counts, with surges.</summary>
internal static class SeriesText
{
    public static readonly DateTime Monday = new(2026, 1, 5, 0, 0, 0, DateTimeKind.Utc);

    public const string Header = "timestamp,value\n";

    /// <summary>Counts about a rate that goes up and down with the day.</summary>
    /// <param name="seed">Of the chance.</param>
    /// <param name="rows">How many.</param>
    /// <param name="step">Between them.</param>
    /// <param name="rate">Mean of a row.</param>
    /// <param name="surges">From row, rows, times.</param>
    public static IReadOnlyList<(DateTime Time, long Value)> Counts(
        int seed, int rows, TimeSpan step, double rate, params (int From, int Rows, double Times)[] surges)
    {
        var random = new Random(seed);
        var counts = new List<(DateTime, long)>(rows);
        for (var row = 0; row < rows; row++)
        {
            var time = Monday + step * row;
            var mean = rate * (1 + 0.6 * Math.Sin(2 * Math.PI * time.TimeOfDay.TotalDays));
            foreach (var (from, length, times) in surges)
                if (row >= from && row < from + length) mean *= times;
            counts.Add((time, Poisson(random, mean)));
        }

        return counts;
    }

    public static string Csv(IEnumerable<(DateTime Time, long Value)> counts)
    {
        var text = new StringBuilder(Header);
        foreach (var (time, value) in counts) text.Append(CultureInfo.InvariantCulture, $"{Time(time)},{value}\n");
        return text.ToString();
    }

    public static string Time(DateTime time) => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static long Poisson(Random random, double mean)
    {
        // For larger means the normal approximation is near enough for a test series.
        if (mean > 50) return (long)Math.Max(0, Math.Round(mean + Math.Sqrt(mean) * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())));
        var limit = Math.Exp(-mean);
        var count = 0;
        for (var product = random.NextDouble(); product > limit; product *= random.NextDouble()) count++;
        return count;
    }
}
