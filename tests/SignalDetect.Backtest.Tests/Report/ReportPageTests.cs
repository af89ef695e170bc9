using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SignalDetect.Backtest.Tests.Report;

public sealed partial class ReportPageTests
{
    private const string Labels = """
        [{"stream": "a", "start": "2026-01-11T22:40:00Z", "end": "2026-01-12T01:00:00Z", "startEarliest": "2026-01-11T22:30:00Z", "startLatest": "2026-01-11T22:50:00Z"},
         {"stream": "b", "start": "2026-01-07T03:00:00Z", "end": "2026-01-07T04:00:00Z", "source": "a & b <press>"},
         {"stream": "b", "start": "2026-01-08T03:00:00Z", "end": "2026-01-08T04:00:00Z", "certainty": "low"}]
        """;

    [Fact]
    public async Task Page_Run_StandsAloneWithATableRowAndAChartForEachStream()
    {
        using var folder = new RunFolder();
        var page = await PageAsync(folder, cores: 2);

        Assert.Empty(Elsewhere().Matches(page));
        Assert.Equal(3, page.Split("<figure id=").Length - 1);
        var table = page[page.IndexOf("<table class=\"sorts\"", StringComparison.Ordinal)..page.IndexOf("<h2>Charts", StringComparison.Ordinal)];
        Assert.Equal(4, table.Split("<tr><td><a href=\"#s").Length - 1);
        Assert.Contains("prefers-color-scheme: dark", page);
        Assert.Contains("all times are UTC", page);
        Assert.DoesNotContain("NaN", Script().Replace(page, ""));
    }

    [Fact]
    public async Task Page_FirstGlance_SaysWhatWasCaughtAndMissed()
    {
        using var folder = new RunFolder();
        var page = await PageAsync(folder, cores: 2);

        Assert.Contains("Caught <b class=\"good\">1 of 2 labelled outages</b>", page);
        Assert.Contains("<b class=\"bad\">missed 1</b>", page);
        Assert.Contains("2026-01-07 03:00 to 2026-01-07 04:00</td><td>the score ", page);
        Assert.Contains("class=\"label missed\"", page);
        Assert.Contains("class=\"label low\"", page);
        Assert.Contains("it began between 2026-01-11 22:30 and 2026-01-11 22:50", page);
        Assert.Contains("source a &amp; b &lt;press&gt;", page);
    }

    [Fact]
    public async Task Page_Figures_AreThoseOfReportJson()
    {
        using var folder = new RunFolder();
        var page = await PageAsync(folder, cores: 2);
        using var json = JsonDocument.Parse(folder.Read("report.json"));

        foreach (var key in new[] { "caught", "incidents", "recall", "falseAlarms", "falseAlarmsPerStreamWeek", "precision" })
            Assert.Equal(json.RootElement.GetProperty(key).GetDouble(), Shown(page, key));
        Assert.Equal(json.RootElement.GetProperty("delayMinutes").GetProperty("p50").GetDouble(), Shown(page, "p50"));
    }

    [Fact]
    public async Task Page_WithoutLabels_SaysSoAndJudgesNothing()
    {
        using var folder = new RunFolder();
        await folder.RunAsync(folder.Write("a.csv", SeriesText.Csv(SeriesText.Counts('a', 2500, TimeSpan.FromMinutes(5), 40, (2000, 24, 10)))));
        var page = folder.Read("report.html");

        Assert.Contains("No labels were given", page);
        Assert.Contains("<h2 class=\"warn\">Alarms", page);
        Assert.DoesNotContain("false alarm", Script().Replace(page, ""));
    }

    [Fact]
    public async Task Page_Comparison_HasAColumnForEachPreset()
    {
        using var folder = new RunFolder();
        var page = await PageAsync(folder, cores: 2, options => options with { Against = [options.Setup with { Preset = options.Setup.Preset with { Name = "<other>" } }] });

        Assert.Contains("</span>default</th>", page);
        Assert.Contains("</span>&lt;other&gt;</th>", page);
        Assert.DoesNotContain("<other>", page);
    }

    [Fact]
    public async Task Page_SameInput_IsTheSameBytesOnAnyNumberOfCores()
    {
        using var one = new RunFolder();
        using var two = new RunFolder();
        await PageAsync(one, cores: 1);
        await PageAsync(two, cores: 2);

        Assert.Equal(one.ReadBytes("report.html"), two.ReadBytes("report.html"));
    }

    [Fact]
    public async Task Page_NamesFromTheInput_AreEscaped()
    {
        using var folder = new RunFolder();
        var text = "timestamp,stream,value\n2026-01-05 00:00:00,<script>alert(1)</script>\"&,5\n2026-01-05 01:00:00,<script>alert(1)</script>\"&,6\n";
        await folder.RunAsync(folder.Write("<b>.csv", text));
        var page = folder.Read("report.html");

        Assert.DoesNotContain("<script>alert", page);
        Assert.DoesNotContain("<b>", page);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&amp;", page);
    }

    [Fact]
    public async Task Page_LongSeries_StaysSmall()
    {
        using var folder = new RunFolder();
        await folder.RunAsync(folder.Write("long.csv", SeriesText.Csv(SeriesText.Counts(3, 60_000, TimeSpan.FromMinutes(1), 4))));

        Assert.InRange(folder.ReadBytes("report.html").Length, 30_000, 130_000);
    }

    private static async Task<string> PageAsync(RunFolder folder, int cores, Func<BacktestOptions, BacktestOptions>? change = null)
    {
        foreach (var name in new[] { "a", "b", "c" })
            folder.Write($"in/{name}.csv", SeriesText.Csv(SeriesText.Counts(name[0], 2500, TimeSpan.FromMinutes(5), 40, name == "a" ? [(2000, 24, 10)] : [])));
        folder.Write("in/empty.csv", SeriesText.Header);
        var labels = folder.Write("labels.json", Labels);
        await folder.RunAsync(folder.Path_("in"), options => (change ?? (same => same))(options with { Labels = labels, Cores = cores }));
        return folder.Read("report.html");
    }

    private static double Shown(string page, string key) =>
        double.Parse(Regex.Match(page, $"<data class=\"{key}\" value=\"([^\"]*)\"").Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("""(src|href)\s*=\s*"(?!#)|@import|url\(|https?://|\bfetch\(|XMLHttpRequest|\bimport\(|sendBeacon|WebSocket""")]
    private static partial Regex Elsewhere();

    [GeneratedRegex("<script>.*</script>", RegexOptions.Singleline)]
    private static partial Regex Script();
}
