using SignalDetect.Backtest.Report;
using SignalDetect.Core.Detectors;

namespace SignalDetect.Backtest.Tests.Report;

public sealed class ChartTests
{
    private const long Minute = 60_000;
    private const int YearOfMinutes = 525_600;
    private const string Left = "\"&'<>`";

    [Fact]
    public void Thinned_Peaks_AreKept()
    {
        var chart = Of(10_000, row => row == 4321 ? 777 : row == 8765 ? -5 : 10, _ => false).Thinned(100);

        Assert.InRange(chart.Buckets, 50, 100);
        Assert.Equal((777f, -5f), (chart.Largest.Max(), chart.Least.Min()));
        Assert.Equal((0.9f, 1e-9f), (chart.Score.Max(), chart.PValue.Min()));
        Assert.Equal(10_000, chart.Collected.Sum());
    }

    [Fact]
    public void Detail_AtAnAlert_HasTheRowsAroundItOneByOne()
    {
        var rows = Of(100_000, row => row % 100, row => row == 50_000).Detail;

        Assert.Equal(Enumerable.Range(50_000 - 36, 36 + 72).Select(row => row * Minute), rows.Select(row => row.Time));
        Assert.All(rows, row => Assert.Equal(row.Time / Minute % 100, row.Value));
    }

    [Fact]
    public void Detail_AtALabel_IsThereWithoutAnAlertAndThoughAlertsAreMany()
    {
        var chart = Of(100_000, _ => 1, row => row % 50 == 0, (90_000 * Minute, 90_010 * Minute));

        Assert.Contains(chart.Detail, row => row.Time == 90_000 * Minute);
        Assert.Contains(chart.Detail, row => row.Time == 90_100 * Minute);
        Assert.InRange(chart.Detail.Count, 1, 8000);
    }

    [Fact]
    public void Data_YearsOfMinutesWithManyAlerts_StaySmall()
    {
        var sizes = ChartSizes.Of(5, 0);
        var length = ChartData.Of(Of(YearOfMinutes, row => row % 1000, row => row % 300 == 0).Thinned(sizes.Told), sizes.Rows).Length;

        Assert.InRange(length, 20_000, 150_000);
    }

    [Theory]
    [InlineData(0, 681_471)]
    [InlineData(-300, 40_000)]
    public void Packed_WholeNumbers_ComeBackExactly(int low, int high)
    {
        var packed = new PackedText(low, high, false, 3, isWhole: true);
        int[] numbers = [low, low + 1, 0, 12_345, high - 1, high];
        foreach (var number in numbers) packed.Add(number);
        packed.Add(double.NaN);
        var text = packed.ToString();

        Assert.Equal(numbers, numbers.Select((_, i) => (int)Math.Round(packed.Terms.Low + packed.Terms.Span * Code(text.Substring(3 * i, 3)) / 681_471)));
        Assert.Equal("   ", text[^3..]);
        Assert.DoesNotContain(text, letter => Left.Contains(letter));
    }

    private static Chart Of(int rows, Func<int, double> value, Func<int, bool> alert, params (long Earliest, long Latest)[] starts)
    {
        var chart = new Chart(0, rows * Minute, Minute, rows, 2000, starts);
        for (var row = 0; row < rows; row++)
        {
            var judged = new StreamJudgement(10, 2, 20, 0, 0, 0, row == rows / 2 ? 0.9 : 0.1, row == rows / 2 ? 1e-9 : 0.5, false, false, 0);
            chart.Add(row * Minute, value(row), judged, alert(row));
        }

        return chart;
    }

    private static int Code(string digits)
    {
        var code = 0;
        foreach (var digit in digits) code = code * 88 + Enumerable.Range('!', digit - '!').Count(letter => !Left.Contains((char)letter));
        return code;
    }
}
