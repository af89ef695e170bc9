using System.Globalization;
using SignalDetect.Core.Detectors;
using SignalDetect.Testing;
using Xunit;
using Xunit.Abstractions;

namespace SignalDetect.Core.Tests.Detectors;

public sealed class RecordedSeriesTests(ITestOutputHelper output)
{
    private readonly Preset preset = JudgedSeries.Reference();

    [Fact]
    public void StreamDetector_RecordedSeries_SumsUpToTheReference()
    {
        if (Repository.RecordedData is not { } data)
        {
            output.WriteLine("no recorded series beside the repository (../shared/data): nothing compared");
            return;
        }

        var (compared, rows) = (0, 0L);
        foreach (var line in File.ReadLines(Repository.File("tests/SignalDetect.Core.Tests/Golden/series_figures.csv")).Skip(1))
        {
            var cells = line.Split(',');
            var path = Path.Combine(data, "series", cells[0]);
            if (!File.Exists(path)) continue;
            rows += Compare(cells, path);
            compared++;
        }

        output.WriteLine($"{compared} recorded series compared, {rows} rows");
    }

    private int Compare(string[] cells, string path)
    {
        var step = int.Parse(cells[1], CultureInfo.InvariantCulture);
        var judged = JudgedSeries.Judge(new StreamDetector(preset, step), File.ReadLines(path).Skip(1).Select(Window)).ToArray();
        var known = judged.Where(one => !double.IsNaN(one.Expected)).ToArray();
        Assert.Equal(long.Parse(cells[2], CultureInfo.InvariantCulture), known.Length);
        Assert.Equal((cells[0], cells[3]), (cells[0], judged.Count(one => one.Raised).ToString(CultureInfo.InvariantCulture)));
        Assert.Equal((cells[0], cells[4]), (cells[0], judged.Index().Where(one => one.Item.Raised).Sum(one => (long)one.Index).ToString(CultureInfo.InvariantCulture)));
        Close(cells[5], known.Average(one => Math.Log(1 + Math.Abs(one.Expected))), $"{cells[0]}: expected");
        Close(cells[6], known.Average(one => Math.Log(1 + Math.Abs(one.Upper))), $"{cells[0]}: upper");
        Close(cells[7], known.Average(one => one.Score), $"{cells[0]}: score");
        Close(cells[8], known.Average(one => -Math.Log(Math.Max(one.PValue, 1e-300))), $"{cells[0]}: surprise");
        return judged.Length;
    }

    private static (long Time, double Value) Window(string line)
    {
        var cells = line.Split(',');
        var time = DateTimeOffset.Parse(cells[0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUnixTimeSeconds();
        return (time, cells[1].Length == 0 ? double.NaN : double.Parse(cells[1], CultureInfo.InvariantCulture));
    }

    private static void Close(string want, double got, string what)
    {
        var wanted = double.Parse(want, CultureInfo.InvariantCulture);
        Assert.True(Math.Abs(got - wanted) <= 1e-6 * Math.Abs(wanted), $"{what} {got:R}, reference {want}");
    }
}
