using System.Globalization;
using System.Text;

namespace SignalDetect.Backtest.Report;

/// <summary>
/// The numbers behind a chart, as attributes of its figure for the page's script: times as runs of even steps, the rest packed. Values are exact where they are
/// whole and below 681,472; bounds and p-values are to a few thousandths.
/// </summary>
internal static class ChartData
{
    /// <summary>p-values are shown down to 1e-20.</summary>
    private const double MostDecades = 20;

    /// <summary>The attributes, each with a blank before it.</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="mostRows">Single rows at most.</param>
    public static string Of(Chart chart, int mostRows)
    {
        var buckets = Enumerable.Range(0, chart.Buckets).ToArray();
        var detail = chart.Detail.Take(mostRows).ToArray();
        var values = Range(buckets.Where(i => chart.Collected[i] > 0).SelectMany(i => new double[] { chart.Least[i], chart.Largest[i] }));
        var bands = Range(
            buckets.Where(i => chart.Judged[i] > 0).SelectMany(i => new double[] { chart.Lower[i] / chart.Judged[i], chart.Upper[i] / chart.Judged[i] })
                .Concat(detail.SelectMany(row => new double[] { row.Lower, row.Upper }).Where(double.IsFinite)));
        var (value, band) = (new PackedText(values.Low, values.High, false, 3, chart.IsWhole), new PackedText(bands.Low, bands.High, bands.Low >= 0, 2));
        var news = (Score: new PackedText(0, 1, false, 1), P: new PackedText(0, MostDecades, false, 2));
        foreach (var i in buckets)
        {
            var (held, judged) = (chart.Collected[i] > 0, chart.Judged[i]);
            value.Add(held ? chart.Largest[i] : double.NaN);
            if (chart.RowsEach > 1) value.Add(held ? chart.Least[i] : double.NaN);
            Band(band, judged > 0 ? chart.Expected[i] / judged : double.NaN, chart.Lower[i] / judged, chart.Upper[i] / judged);
            news.Score.Add(held ? chart.Score[i] : double.NaN);
            news.P.Add(judged > 0 ? Decades(chart.PValue[i]) : double.NaN);
        }

        var attributes = new StringBuilder();
        var terms = string.Join(',', new[]
        {
            chart.First / 1000.0, chart.End / 1000.0, chart.WindowMs / 1000.0, chart.RowsEach, chart.IsWhole ? 1 : 0, value.Terms.Low, value.Terms.Span,
            band.Terms.Low, band.Terms.Span, bands.Low >= 0 ? 1 : 0,
        }.Select(Number));
        attributes.Append(CultureInfo.InvariantCulture, $" data-m=\"{terms}\" data-t=\"{Runs(chart.Times.AsSpan(0, chart.Buckets), chart.RowsEach * chart.WindowMs)}\"");
        attributes.Append(CultureInfo.InvariantCulture, $" data-v=\"{value}\" data-b=\"{band}\" data-s=\"{news.Score}\" data-p=\"{news.P}\"");
        if (detail.Length > 0) Detail(attributes, chart, detail, values, bands);
        return attributes.ToString();
    }

    private static void Detail(StringBuilder attributes, Chart chart, ChartRow[] detail, (double Low, double High) values, (double Low, double High) bands)
    {
        var (value, band) = (new PackedText(values.Low, values.High, false, 3, chart.IsWhole), new PackedText(bands.Low, bands.High, bands.Low >= 0, 2));
        var (score, p) = (new PackedText(0, 1, false, 1), new PackedText(0, MostDecades, false, 2));
        foreach (var row in detail)
        {
            value.Add(row.Value);
            Band(band, row.Expected, row.Lower, row.Upper);
            score.Add(row.Score);
            p.Add(Decades(row.PValue));
        }

        attributes.Append(CultureInfo.InvariantCulture, $" data-dt=\"{Runs([.. detail.Select(row => row.Time)], chart.WindowMs)}\"");
        attributes.Append(CultureInfo.InvariantCulture, $" data-dv=\"{value}\" data-db=\"{band}\" data-ds=\"{score}\" data-dp=\"{p}\"");
    }

    private static void Band(PackedText band, double expected, double lower, double upper)
    {
        var known = double.IsFinite(expected);
        band.Add(known ? expected : double.NaN);
        band.Add(known ? lower : double.NaN);
        band.Add(known ? upper : double.NaN);
    }

    private static double Decades(double p) => double.IsNaN(p) ? p : Math.Min(MostDecades, -Math.Log10(Math.Max(p, double.Epsilon)));

    /// <summary>Runs of times that are one step apart: how many, and the first of them in seconds.</summary>
    private static string Runs(ReadOnlySpan<long> times, long step)
    {
        var runs = new StringBuilder();
        for (var first = 0; first < times.Length;)
        {
            var end = first + 1;
            while (end < times.Length && times[end] - times[end - 1] == step) end++;
            if (first > 0) runs.Append(',');
            runs.Append(CultureInfo.InvariantCulture, $"{end - first},{Number(times[first] / 1000.0)}");
            first = end;
        }

        return runs.ToString();
    }

    private static (double Low, double High) Range(IEnumerable<double> numbers)
    {
        var (low, high) = (double.MaxValue, double.MinValue);
        foreach (var number in numbers) (low, high) = (Math.Min(low, number), Math.Max(high, number));
        return low <= high ? (low, high) : (0, 1);
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
