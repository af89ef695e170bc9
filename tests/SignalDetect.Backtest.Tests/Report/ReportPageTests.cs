using System.Text.RegularExpressions;

namespace SignalDetect.Backtest.Tests.Report;

public sealed partial class ReportPageTests
{
    [Fact]
    public async Task Page_Run_StandsAloneWithATableRowAndAChartForEachStream()
    {
        using var folder = new RunFolder();
        foreach (var name in new[] { "a", "b", "c" })
            folder.Write($"in/{name}.csv", SeriesText.Csv(SeriesText.Counts(name[0], 2500, TimeSpan.FromMinutes(5), 40, (2000, 24, 10))));
        folder.Write("in/empty.csv", SeriesText.Header);
        var labels = folder.Write("labels.json", """[{"stream": "a", "start": "2026-01-11T22:40:00Z", "end": "2026-01-12T01:00:00Z"}]""");
        await folder.RunAsync(folder.Path_("in"), options => options with { Labels = labels });
        var page = folder.Read("report.html");

        Assert.Empty(Elsewhere().Matches(page));
        Assert.Equal(3, page.Split("<figure ").Length - 1);
        Assert.Equal(4, page.Split("<td><a href=\"#s").Length - 1);
        Assert.Equal(3, page.Split("<title>alert 2026-01-11 22:").Length - 1);
        Assert.Contains("labelled outages caught</dt><dd>1 of 1<", page);
        Assert.Contains("prefers-color-scheme: dark", page);
        Assert.DoesNotContain("NaN", page);
    }

    [Fact]
    public async Task Page_NamesFromTheInput_AreEscaped()
    {
        using var folder = new RunFolder();
        var text = "timestamp,stream,value\n2026-01-05 00:00:00,<script>alert(1)</script>\"&,5\n2026-01-05 01:00:00,<script>alert(1)</script>\"&,6\n";
        await folder.RunAsync(folder.Write("<b>.csv", text));
        var page = folder.Read("report.html");

        Assert.DoesNotContain("<script", page);
        Assert.DoesNotContain("<b>", page);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&amp;", page);
    }

    [Fact]
    public async Task Page_LongSeries_StaysSmall()
    {
        using var folder = new RunFolder();
        await folder.RunAsync(folder.Write("long.csv", SeriesText.Csv(SeriesText.Counts(3, 60_000, TimeSpan.FromMinutes(1), 4))));

        Assert.InRange(folder.ReadBytes("report.html").Length, 10_000, 60_000);
    }

    [GeneratedRegex("""(src|href)\s*=\s*"(?!#)|@import|url\(|https?://""")]
    private static partial Regex Elsewhere();
}
