using System.Globalization;

namespace SignalDetect.Backtest.Report;

/// <summary>
/// The vertical scale of a chart: from value to height. Where the largest value dwarfs the rest it is by square roots, so that an outage leaves the everyday to
/// be seen.
/// </summary>
internal sealed class Scale
{
    private const double Dwarfs = 8;

    private readonly double low;
    private readonly double high;
    private readonly double height;
    private readonly double top;

    public Scale(Chart chart, double top, double height)
    {
        (this.top, this.height) = (top, height);
        double least = double.MaxValue, largest = double.MinValue;
        var tops = new List<double>(chart.Buckets);
        for (var i = 0; i < chart.Buckets; i++)
        {
            if (chart.Collected[i] > 0)
            {
                least = Math.Min(least, chart.Least[i]);
                largest = Math.Max(largest, chart.Largest[i]);
                tops.Add(Math.Abs(chart.Largest[i]));
            }

            if (chart.Judged[i] == 0) continue;
            least = Math.Min(least, chart.Lower[i] / chart.Judged[i]);
            if (chart.Collected[i] > 0) largest = Math.Max(largest, Math.Min(chart.Upper[i] / chart.Judged[i], 2.0 * Math.Max(largest, 1)));
        }

        if (tops.Count == 0) (least, largest) = (0, 1);
        tops.Sort();
        IsRoot = tops.Count > 0 && least >= 0 && largest > Dwarfs * Math.Max(tops[tops.Count / 2], 1e-12);
        if (least >= 0 && least < largest / 2) least = 0;
        if (largest - least < 1e-12 * Math.Max(1, Math.Abs(largest))) largest = least + 1;
        (Least, Largest) = (least, largest);
        (low, high) = (Of(least), Of(largest));
    }

    /// <summary>True where it is by square roots.</summary>
    public bool IsRoot { get; }

    /// <summary>The value at the bottom.</summary>
    public double Least { get; }

    /// <summary>The value at the top.</summary>
    public double Largest { get; }

    /// <summary>The height of a value in the picture, from its top.</summary>
    public double Y(double value) => top + height * (1 - Math.Clamp((Of(value) - low) / (high - low), 0, 1));

    /// <summary>Three or four values to write beside the chart: 1, 2 or 5 times a power of ten.</summary>
    public IEnumerable<double> Marks()
    {
        if (IsRoot)
        {
            foreach (var share in new[] { 0.05, 0.3, 0.75 }) yield return Round(Largest * share);
            yield return 0;
            yield break;
        }

        var step = Round((Largest - Least) / 3);
        for (var mark = Math.Ceiling(Least / step) * step; mark <= Largest; mark += step) yield return Math.Abs(mark) < step / 1e6 ? 0 : mark;
    }

    /// <summary>A value as it is written beside the chart.</summary>
    public static string Text(double value)
    {
        var magnitude = Math.Abs(value);
        return magnitude switch
        {
            >= 1e9 => (value / 1e9).ToString("0.##", CultureInfo.InvariantCulture) + "G",
            >= 1e6 => (value / 1e6).ToString("0.##", CultureInfo.InvariantCulture) + "M",
            >= 1e4 => (value / 1e3).ToString("0.##", CultureInfo.InvariantCulture) + "k",
            _ => value.ToString("G4", CultureInfo.InvariantCulture),
        };
    }

    private double Of(double value) => IsRoot ? Math.Sqrt(Math.Max(0, value)) : value;

    private static double Round(double value)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(value)));
        var digit = value / power;
        return power * (digit < 1.5 ? 1 : digit < 3.5 ? 2 : digit < 7.5 ? 5 : 10);
    }
}
