using SignalDetect.Backtest.Scores;

namespace SignalDetect.Backtest.Tests.Series;

public sealed class SameOutputTests
{
    private static readonly string[] RowFiles = ["scores.csv", "detections.jsonl", "incidents.jsonl"];

    [Fact]
    public async Task Run_LaterRowsCutOff_ChangesNoEarlierRow()
    {
        using var folder = new RunFolder();
        var counts = SeriesText.Counts(7, 3000, TimeSpan.FromMinutes(10), 30, (2000, 30, 6), (2500, 6, 12));
        var whole = await folder.ScoresAsync(SeriesText.Csv(counts));
        foreach (var rows in new[] { 1, 2, 1500, 2005, 2999 })
            Assert.Equal(whole.Take(rows), await folder.ScoresAsync(SeriesText.Csv(counts.Take(rows))));
        Assert.Contains(whole, row => row.Alert == "1");
    }

    [Fact]
    public async Task Run_OnOneCoreAndOnTwo_WritesTheSameBytes()
    {
        using var folder = new RunFolder();
        foreach (var (file, length) in new[] { (0, 36_000), (1, 2000), (2, 5000), (3, 1) })
            folder.Write($"in/s{file}.csv", SeriesText.Csv(SeriesText.Counts(file, length, TimeSpan.FromMinutes(1), 5 + 20 * file, (1800, 40, 10))));
        var rows = from stream in Enumerable.Range(0, 7)
                   from row in SeriesText.Counts(20 + stream, 5000, TimeSpan.FromMinutes(1), 12, (4500, 20, 9))
                   orderby row.Time
                   select $"{SeriesText.Time(row.Time)},m{stream},{row.Value}\n";
        folder.Write("in/mixed.csv", "timestamp,stream,value\n" + string.Concat(rows));
        var one = await OutputAsync(1);
        var two = await OutputAsync(2);
        var eight = await OutputAsync(8);

        Assert.Equal(one, two);
        Assert.Equal(one, eight);
        Assert.Contains("\"kind\":\"spike\"", folder.Read("detections.jsonl"));

        async Task<byte[][]> OutputAsync(int cores)
        {
            await folder.RunAsync(folder.Path_("in"), options => options with { Cores = cores });
            return [.. RowFiles.Select(folder.ReadBytes)];
        }
    }

    [Fact]
    public async Task Run_ScoresPackedOrLeftOut_AreTheSameOrNone()
    {
        using var folder = new RunFolder();
        var path = folder.Write("one.csv", SeriesText.Csv(SeriesText.Counts(8, 40_000, TimeSpan.FromMinutes(1), 3)));
        await folder.RunAsync(path);
        var plain = folder.Read("scores.csv");
        await folder.RunAsync(path, options => options with { Scores = ScoresForm.Gzip });
        Assert.Equal(plain, folder.Unpack("scores.csv.gz"));
        Assert.False(File.Exists(Path.Combine(folder.Out, "scores.csv")));

        await folder.RunAsync(path, options => options with { Scores = ScoresForm.None });
        Assert.Equal(["detections.jsonl", "incidents.jsonl", "report.html", "report.json"], Directory.EnumerateFileSystemEntries(folder.Out).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Run_Cancelled_LeavesTheOutputAsItWas()
    {
        using var folder = new RunFolder();
        var path = folder.Write("one.csv", SeriesText.Csv(SeriesText.Counts(9, 1000, TimeSpan.FromMinutes(1), 3)));
        await folder.RunAsync(path);
        var before = folder.Read("scores.csv");
        folder.Write("one.csv", SeriesText.Csv(SeriesText.Counts(10, 200_000, TimeSpan.FromMinutes(1), 3)));
        using var stop = new CancellationTokenSource();
        var progress = new StopsWhenJudging(stop);
        var options = new BacktestOptions { Input = path, Out = folder.Out, Setup = Testing.Setups.Default("backtest"), Cores = 2 };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new Backtester(TimeProvider.System).RunAsync(options, progress, stop.Token));

        Assert.Equal(before, folder.Read("scores.csv"));
        Assert.Equal(5, Directory.EnumerateFileSystemEntries(folder.Out).Count());
    }

    [Fact]
    public async Task Run_AfterAKilledRun_StartsOverCleanly()
    {
        using var folder = new RunFolder();
        folder.Write("out/.partial/scores.csv", "half a line");
        await folder.RunAsync(folder.Write("one.csv", SeriesText.Header + "2026-01-05 00:00:00,5\n"));

        Assert.Equal(2, folder.Read("scores.csv").Count(c => c == '\n'));
        Assert.False(Directory.Exists(Path.Combine(folder.Out, ".partial")));
    }

    private sealed class StopsWhenJudging(CancellationTokenSource stop) : IProgress<RunProgress>
    {
        public void Report(RunProgress value)
        {
            if (value.Stage == "judging") stop.Cancel();
        }
    }
}
