namespace SignalDetect.Backtest.Tests.Series;

public sealed class SeriesFolderTests
{
    [Fact]
    public async Task Folder_ItsFiles_AreStreamsInOrdinalOrder()
    {
        using var folder = new RunFolder();
        foreach (var name in new[] { "b.csv", "B.csv", "a.csv.gz", "a-1.csv", "ä.csv" }) folder.Write("in/" + name, "timestamp,value\n2026-01-05 00:00:00,5\n");
        folder.Write("in/notes.txt", "none of them");
        var result = await folder.RunAsync(folder.Path_("in"));

        Assert.Equal(["B", "a-1", "a", "b", "ä"], folder.Scores().Select(row => row.Stream));
        Assert.Equal((5, 5L), (result.Streams, result.Points));
    }

    [Fact]
    public async Task Interleaved_Rows_KeepTheOrderOfTheFileAndAreJudgedAsAlone()
    {
        using var folder = new RunFolder();
        var a = SeriesText.Counts(4, 600, TimeSpan.FromMinutes(5), 20, (400, 20, 8));
        var b = SeriesText.Counts(5, 200, TimeSpan.FromMinutes(15), 300, (150, 8, 6));
        var alone = await folder.ScoresAsync(SeriesText.Csv(a), "a.csv");
        var other = await folder.ScoresAsync(SeriesText.Csv(b), "b.csv");
        var mixed = a.Select(row => (row.Time, Stream: "a", row.Value)).Concat(b.Select(row => (row.Time, Stream: "b", row.Value)))
            .OrderBy(row => row.Time).ThenByDescending(row => row.Stream).ToArray();
        var together = await folder.ScoresAsync(
            "timestamp,stream,value\n" + string.Concat(mixed.Select(row => $"{SeriesText.Time(row.Time)},{row.Stream},{row.Value}\n")));

        Assert.Equal(mixed.Select(row => (SeriesText.Time(row.Time), row.Stream)), together.Select(row => (row.Timestamp, row.Stream)));
        Assert.Equal(alone, together.Where(row => row.Stream == "a"));
        Assert.Equal(other, together.Where(row => row.Stream == "b"));
        Assert.Contains(together, row => row is { Stream: "a", Alert: "1" });
        Assert.Contains(together, row => row is { Stream: "b", Alert: "1" });
    }

    [Theory]
    [InlineData("5,5,5", 300)]
    [InlineData("5,10,5,10", 300)]
    [InlineData("5,10,10", 600)]
    [InlineData("10,10,5,5,0,60", 300)]
    [InlineData("", 3600)]
    [InlineData("0,0", 3600)]
    public async Task Step_IsTheCommonestGap_OfSeveralTheSmallest(string minutes, int seconds)
    {
        using var folder = new RunFolder();
        var time = SeriesText.Monday;
        var text = SeriesText.Header + SeriesText.Time(time) + ",1\n";
        foreach (var gap in minutes.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            time += TimeSpan.FromMinutes(int.Parse(gap));
            text += SeriesText.Time(time) + ",1\n";
        }

        var survey = Backtest.Series.SeriesSurvey.Of(Backtest.Series.SeriesFile.Of(folder.Write("one.csv", text))[0], ValueKind.Told, default);
        Assert.Equal(seconds, survey.Streams[0].StepSeconds);
        await Task.CompletedTask;
    }
}
