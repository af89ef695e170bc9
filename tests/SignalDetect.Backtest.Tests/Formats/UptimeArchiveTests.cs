using SignalDetect.Backtest.Labels;

namespace SignalDetect.Backtest.Tests.Formats;

public sealed class UptimeArchiveTests
{
    private const string Header = "start_time,end_time,status,service\n";

    [Fact]
    public async Task Run_Trace_IsTheSeverityAtEachStepWithItsFailuresAsLabels()
    {
        using var folder = new RunFolder();
        // Twenty minutes are the longest step on which all of it begins and ends, to the minute.
        var trace = folder.Write("Shop_user_reported.csv", Header + "0.0,1200.0,0.0,Shop\n2400.0,6000.0,0.5,Shop\n4801.0,6000.0,1.0,Shop\n9600.0,10800.0,0.25,Shop\n");
        var result = await folder.RunAsync(trace, options => options with { Format = InputFormat.CloudUptime });

        Assert.Equal(["0", "0", "0.5", "0.5", "1", "0", "0", "0", "0.25", "0"], folder.Scores().Select(row => row.Value));
        Assert.Equal(("1970-01-01T00:00:00.000Z", "1970-01-01T00:20:00.000Z"), (folder.Scores()[0].Timestamp, folder.Scores()[1].Timestamp));
        Assert.Equal([2400_000L, 4801_000L, 9600_000L], result.Measures.Labels!.Labels.Select(found => found.Label.Start));
        Assert.All(result.Measures.Labels.Labels, found => Assert.Equal(("Shop_user_reported", "trace"), (found.Label.Stream, found.Label.Source)));
    }

    [Fact]
    public async Task Run_Checkout_FindsTracesAndReportCountsAndLeavesTheRestAlone()
    {
        using var folder = new RunFolder();
        folder.Write("cua/traces/Shop_user_reported.csv", Header + "0.0,1200.0,0.5,Shop\n");
        folder.Write("cua/raw/aws-reports/17-problems-at-aws.json", """{"counts": [{"x": "2018-01-04T05:31:11-05:00", "y": 1}, {"x": "2018-01-04T05:46:11-05:00", "y": null}, {"x": "2018-01-04T06:01:11-05:00", "y": 3}]}""");
        folder.Write("cua/raw/peaks.csv", "peak,end\n1,2\n");
        folder.Write("cua/simulation.json", """{"name": "x"}""");
        var result = await folder.RunAsync(folder.Path_("cua"), options => options with { Format = InputFormat.CloudUptime });
        var counts = folder.Scores().Where(row => row.Stream == "17-problems-at-aws").ToArray();

        Assert.Equal(2, result.Streams);
        Assert.Equal(["1", "", "3"], counts.Select(row => row.Value));
        Assert.Equal("2018-01-04T05:31:11-05:00", counts[0].Timestamp);
        Assert.Equal(1, result.Figures!.Incidents);
    }

    [Fact]
    public async Task Run_ReportCountsAlone_HaveNoLabels()
    {
        using var folder = new RunFolder();
        var counts = folder.Write("1.json", """{"counts": [{"x": "2018-01-04T05:31:11Z", "y": 1}]}""");
        var result = await folder.RunAsync(counts, options => options with { Format = InputFormat.CloudUptime });

        Assert.Null(result.Measures.Labels);
    }

    [Theory]
    [InlineData("a.csv", Header + "0.0,10.0,0.5,Shop\n5.0,nothing,0.5,Shop\n", ":3: end_time: must be seconds")]
    [InlineData("a.csv", Header + "-1,10.0,0.5,Shop\n", ":2: start_time: must be seconds")]
    [InlineData("a.csv", Header + "20,10.0,0.5,Shop\n", ":2: end_time: must be seconds, not before start_time")]
    [InlineData("a.csv", Header + "0,10.0,1.5,Shop\n", ":2: status: must be the severity, 0 to 1")]
    [InlineData("a.csv", Header + "0,10.0\n", ":2: has 2 columns, not the 4 of the header")]
    [InlineData("a.csv", "timestamp,value\n", ": holds no trace (a .csv with the header 'start_time,end_time,status,service')")]
    [InlineData("a.json", """{"counts": [{"x": 5, "y": 1}]}""", ": $.counts[0].x: must be a time of RFC 3339")]
    [InlineData("a.json", """{"counts": [{"x": "2018-01-04T05:31:11Z", "y": "many"}]}""", ": $.counts[0].y: must be a number")]
    [InlineData("a.json", """{"counts": 5}""", ": $.counts: must be an array of points")]
    [InlineData("a.json", """{"counts": [""", ":1: is no JSON")]
    public async Task Run_FileThatDoesNotFit_IsRefusedInOneLine(string name, string text, string complaint)
    {
        using var folder = new RunFolder();
        var path = folder.Write(name, text);
        var error = await Assert.ThrowsAsync<BadInputException>(() => folder.RunAsync(path, options => options with { Format = InputFormat.CloudUptime }));

        Assert.StartsWith(path + complaint, error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Label_OfATrace_Counts() => Assert.True(new Label("a", 0, 1, 0, 0, null, null, "trace").Counts);
}
