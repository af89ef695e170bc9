using System.Text.Json;

namespace SignalDetect.Backtest.Tests.Formats;

public sealed class NabCheckoutTests
{
    [Fact]
    public async Task Run_Checkout_JudgesEachFileAndScoresItsWindows()
    {
        using var folder = new RunFolder();
        var text = SeriesText.Csv(SeriesText.Counts(11, 4000, TimeSpan.FromMinutes(5), 40, (3000, 24, 10)));
        folder.Write("nab/data/realTweets/shop.csv", text);
        folder.Write("nab/data/artificialNoAnomaly/flat.csv", SeriesText.Csv(SeriesText.Counts(12, 2000, TimeSpan.FromMinutes(5), 40)));
        folder.Write("nab/data/README.md", "no series");
        folder.Write("nab/labels/combined_windows.json", """
            {"realTweets/shop.csv": [["2026-01-15 09:00:00.000000", "2026-01-15 13:00:00.000000"]], "artificialNoAnomaly/flat.csv": [], "realAdExchange/gone.csv": [["2011-07-12 21:00:01.000000", "2011-07-16 05:00:01.000000"]]}
            """);
        var result = await folder.RunAsync(folder.Path_("nab"), options => options with { Format = InputFormat.Nab });
        var report = JsonDocument.Parse(folder.Read("report.json")).RootElement;

        Assert.Equal(["artificialNoAnomaly_flat", "realTweets_shop"], folder.Scores().Select(row => row.Stream).Distinct());
        Assert.Equal((2, 6000L, 1), (result.Streams, result.Points, result.LabelsElsewhere));
        Assert.Equal((1, 1), (report.GetProperty("incidents").GetInt32(), report.GetProperty("caught").GetInt32()));
        Assert.Equal(1, report.GetProperty("nab").GetProperty("windows").GetInt32());
        // The surge begins an hour after the window of four hours: a quarter of it is gone, which costs little.
        Assert.InRange(report.GetProperty("nab").GetProperty("standard").GetProperty("atAlert").GetDouble(), 90, 99.9);
    }

    [Fact]
    public async Task Run_LabelsGiven_TakeTheWindowsPlace()
    {
        using var folder = new RunFolder();
        folder.Write("nab/data/g/shop.csv", SeriesText.Csv(SeriesText.Counts(11, 400, TimeSpan.FromMinutes(5), 40)));
        folder.Write("nab/labels/combined_windows.json", "{}");
        var labels = folder.Write("labels.json", """[{"stream": "g_shop", "start": "2026-01-05T10:00:00Z", "end": "2026-01-05T12:00:00Z", "source": "mine"}]""");
        var result = await folder.RunAsync(folder.Path_("nab"), options => options with { Format = InputFormat.Nab, Labels = labels });

        Assert.Equal("mine", Assert.Single(result.Measures.Labels!.Labels).Label.Source);
    }

    [Theory]
    [InlineData("{\"g/shop.csv\": 5}", "$[\"g/shop.csv\"]: must be an array of windows")]
    [InlineData("{\"g/shop.csv\": [[\"2026-01-05 10:00:00\"]]}", "$[\"g/shop.csv\"]: a window must be its first and its last time")]
    [InlineData("{\"g/shop.csv\": [[\"2026-01-05 10:00:00\", \"2026-01-04 10:00:00\"]]}", "$[\"g/shop.csv\"]: a window must be its first and its last time")]
    [InlineData("[]", "$: must be an object of windows by file")]
    public async Task Run_WindowsThatDoNotFit_AreRefused(string json, string complaint)
    {
        using var folder = new RunFolder();
        folder.Write("nab/data/g/shop.csv", SeriesText.Header);
        var windows = folder.Write("nab/labels/combined_windows.json", json);
        var error = await Assert.ThrowsAsync<BadInputException>(() => folder.RunAsync(folder.Path_("nab"), options => options with { Format = InputFormat.Nab }));

        Assert.StartsWith($"{windows}: {complaint}", error.Message);
    }

    [Fact]
    public async Task Run_FolderThatIsNoCheckout_SaysWhatIsMissing()
    {
        using var folder = new RunFolder();
        folder.Write("a/one.csv", SeriesText.Header);
        folder.Write("b/data/g/one.csv", SeriesText.Header);
        var without = await Assert.ThrowsAsync<BadInputException>(() => folder.RunAsync(folder.Path_("a"), options => options with { Format = InputFormat.Nab }));
        var unlabelled = await Assert.ThrowsAsync<BadInputException>(() => folder.RunAsync(folder.Path_("b"), options => options with { Format = InputFormat.Nab }));

        Assert.EndsWith("is no NAB checkout; it has no folder data", without.Message);
        Assert.EndsWith("combined_windows.json: there is no such file; a NAB checkout has its labels there", unlabelled.Message);
    }
}
