using System.Globalization;
using System.Text;
using SignalDetect.Backtest.Labels;

namespace SignalDetect.Backtest.Tests.Formats;

public sealed class DowndetectorExportTests
{
    [Fact]
    public async Task Run_Export_IsEachServicesReportsWithTheAnnouncementsAsLabels()
    {
        using var folder = new RunFolder();
        var text = new StringBuilder("Company,Timestamp,Reports,Baseline,Status\n");
        foreach (var (time, value) in SeriesText.Counts(11, 4000, TimeSpan.FromMinutes(5), 40, (3000, 24, 10)))
        {
            // Announced half an hour after the surge begins, at 10:00 of the 15th.
            var problems = time >= SeriesText.Monday.AddDays(10).AddHours(10.5) && time < SeriesText.Monday.AddDays(10).AddHours(12);
            text.Append(CultureInfo.InvariantCulture, $"\"Shop, the\",{SeriesText.Time(time)},{value},40,{(problems ? "danger" : "success")}\n");
            text.Append(CultureInfo.InvariantCulture, $"quiet,{SeriesText.Time(time)},{(value > 100 ? "" : value % 7)},,Success\n");
        }

        var result = await folder.RunAsync(folder.Write("export.csv", text.ToString()), options => options with { Format = InputFormat.Downdetector });
        var found = Assert.Single(result.Measures.Labels!.Labels);

        Assert.Equal((2, 8000L), (result.Streams, result.Points));
        Assert.Equal(["\"Shop", "quiet"], folder.Read("scores.csv").Split('\n')[1..3].Select(line => line.Split(',')[1]));
        Assert.Equal(("Shop, the", Certainty.Medium, "announced"), (found.Label.Stream, found.Label.Certainty, found.Label.Source));
        Assert.Equal(found.Label.Start, found.Label.Acknowledged);
        Assert.Equal(85 * 60_000, found.Label.End - found.Label.Start);
        // The first window of the surge ends at 10:05, 25 minutes before the announcement.
        Assert.Equal(-25, found.AcknowledgedDelayMinutes);
        Assert.Equal((1, 1), (result.Figures!.Acknowledged!.Labels, result.Figures.Acknowledged.Before));
    }

    [Fact]
    public async Task Run_Folder_TakesCsvAndJsonNamedAfterTheirFiles()
    {
        using var folder = new RunFolder();
        folder.Write("dd/steam.json", """{"reports": [{"date": "2021-02-21T20:16:06+00:00", "value": 17}, {"date": "2021-02-21T20:31:06+00:00", "value": 16}], "baseline": [{"date": "2021-02-21T20:16:06+00:00", "value": 1}]}""");
        folder.Write("dd/shop.csv", "date,value,expected\n2021-02-21 20:16:06,5,1.5\n\n2021-02-21 20:31:06,,\n");
        var result = await folder.RunAsync(folder.Path_("dd"), options => options with { Format = InputFormat.Downdetector });

        Assert.Equal([("shop", "5"), ("shop", ""), ("steam", "17"), ("steam", "16")], folder.Scores().Select(row => (row.Stream, row.Value)));
        Assert.Null(result.Measures.Labels);
    }

    [Theory]
    [InlineData("reports\n", ":1: header: there is no column timestamp; the columns are timestamp, reports")]
    [InlineData("timestamp,baseline\n", ":1: header: there is no column reports")]
    [InlineData("timestamp,reports,date\n", ":1: header: 'date' is a second column of timestamp")]
    [InlineData("timestamp,reports,mood\n", ":1: header: 'mood' is no column")]
    [InlineData("timestamp,reports,service\n2021-02-21 20:16:06,5\n", ":2: has 2 columns, not the 3 of the header")]
    [InlineData("timestamp,reports\n2021-02-21 20:16:06,5\n\n2021-02-21 20:31:06,many\n", ":4: value: 'many' is no finite decimal number")]
    [InlineData("timestamp,reports,baseline\n2021-02-21 20:16:06,5,some\n", ":2: baseline: 'some' is no number")]
    [InlineData("timestamp,reports,status\n2021-02-21 20:16:06,5,fine\n", ":2: status: 'fine' must be one of success, warning, danger")]
    [InlineData("timestamp,reports,status\nyesterday,5,danger\n", ":2: timestamp: 'yesterday' is no time")]
    public async Task Run_FileThatDoesNotFit_IsRefusedWithItsLine(string text, string complaint)
    {
        using var folder = new RunFolder();
        var path = folder.Write("e.csv", text);
        var error = await Assert.ThrowsAsync<BadInputException>(() => folder.RunAsync(path, options => options with { Format = InputFormat.Downdetector }));

        Assert.StartsWith(path + complaint, error.Message);
    }
}
