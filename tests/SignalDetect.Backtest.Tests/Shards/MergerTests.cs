using System.Text.Json;
using SignalDetect.Backtest.Scores;
using SignalDetect.Backtest.Shards;
using SignalDetect.Core.Baselines;
using SignalDetect.Testing;

namespace SignalDetect.Backtest.Tests.Shards;

public sealed class MergerTests
{
    [Theory]
    [InlineData("folder", 1, ScoresForm.Csv)]
    [InlineData("folder", 3, ScoresForm.Gzip)]
    [InlineData("folder", 25, ScoresForm.Csv)]
    [InlineData("file", 2, ScoresForm.Csv)]
    [InlineData("file", 3, ScoresForm.Gzip)]
    [InlineData("labelled file", 2, ScoresForm.None)]
    [InlineData("nab", 3, ScoresForm.Csv)]
    [InlineData("cloud-uptime", 3, ScoresForm.Csv)]
    [InlineData("downdetector", 2, ScoresForm.Csv)]
    [InlineData("signals", 2, ScoresForm.Csv)]
    [InlineData("signals", 5, ScoresForm.Gzip)]
    public async Task Merge_AllShards_WritesTheBytesOfTheWholeRun(string form, int shards, ScoresForm scores)
    {
        using var folder = new RunFolder();
        var input = ShardedInputs.Write(folder, form);
        var whole = await folder.RunAsync("", options => input(options) with { Scores = scores });
        for (var i = 0; i < shards; i++)
        {
            var (index, cores) = (i, 1 + i % 3);
            await folder.RunAsync("", options => input(options) with { Scores = scores, Shard = new Shard(index, shards), Out = folder.Path_($"parts/{index}"), Cores = cores });
        }

        var merged = await Merger.RunAsync([folder.Path_("parts")], folder.Path_("merged"), null, CancellationToken.None);

        AssertSame(folder.Out, folder.Path_("merged"));
        Assert.Equal((whole.Streams, whole.Points, whole.Alerts), (merged.Streams, merged.Points, merged.Alerts));
        Assert.True(form == "cloud-uptime" || whole.Alerts > 0, "Nothing is found in it.");
    }

    [Fact]
    public async Task Merge_ShardsThatCompare_ComparesAsTheWholeRunDoes()
    {
        using var folder = new RunFolder();
        var input = ShardedInputs.Write(folder, "labelled file");
        await folder.RunAsync("", options => Comparing(input(options)));
        foreach (var i in new[] { 1, 0 }) await folder.RunAsync("", options => Comparing(input(options)) with { Shard = new Shard(i, 2), Out = folder.Path_($"part{i}") });
        await Merger.RunAsync([folder.Path_("part1"), folder.Path_("part0")], folder.Path_("merged"), null, CancellationToken.None);

        AssertSame(folder.Out, folder.Path_("merged"));
        Assert.Equal(2, JsonDocument.Parse(folder.Read("report.json")).RootElement.GetProperty("comparison").GetArrayLength());

        static BacktestOptions Comparing(BacktestOptions options) => options with { Against = [Setups.Of("backtest", "ewma")] };
    }

    [Theory]
    [InlineData("labelled file", "2026-01-09")]
    [InlineData("signals", "2026-01-06")]
    public async Task Merge_ShardsWithAModel_LeavesOutWhatTheWholeRunDoes(string form, string until)
    {
        using var folder = new RunFolder();
        var input = ShardedInputs.Write(folder, form);
        var options = input(new BacktestOptions { Input = "", Out = "", Setup = Setups.Default("backtest") });
        await Training.Training.TrainAsync(options.Input, folder.Path_("model.json"), training => training with
        {
            Format = options.Format, Until = DateTimeOffset.Parse(until + "T00:00:00Z", null).ToUnixTimeMilliseconds(),
        });
        var setup = Setups.Default("backtest") with { Model = BaselineModel.Load(folder.Path_("model.json")) };
        var whole = await folder.RunAsync("", one => input(one) with { Setup = setup });
        for (var i = 0; i < 2; i++)
        {
            var index = i;
            await folder.RunAsync("", one => input(one) with { Setup = setup, Shard = new Shard(index, 2), Out = folder.Path_($"parts/{index}") });
        }

        var merged = await Merger.RunAsync([folder.Path_("parts")], folder.Path_("merged"), null, CancellationToken.None);

        AssertSame(folder.Out, folder.Path_("merged"));
        Assert.InRange(merged.LeftOut, 1, merged.Points - 1);
        Assert.Equal((whole.LeftOut, whole.LearntUntil), (merged.LeftOut, merged.LearntUntil));
    }

    [Fact]
    public async Task Run_Shard_JudgesItsStreamsAlone()
    {
        using var folder = new RunFolder();
        var input = ShardedInputs.Write(folder, "folder");
        // In the order of the output: m,1 to m,4 and m,0, as the first row of m,0 is missing, then s0 to s4.
        var result = await folder.RunAsync("", options => input(options) with { Shard = new Shard(1, 4) });

        Assert.Equal(["m,2", "s0", "s4"], result.Measures.ByStream.Select(stream => stream.Stream));
        Assert.Equal(result.Points, folder.Read("scores.csv").Count(c => c == '\n') - 1);
    }

    [Fact]
    public async Task Run_WholeAfterAShard_LeavesNothingOfTheShard()
    {
        using var folder = new RunFolder();
        var input = ShardedInputs.Write(folder, "folder");
        await folder.RunAsync("", options => input(options) with { Shard = new Shard(0, 2) });
        Assert.Equal(7, Directory.EnumerateFiles(folder.Out).Count());
        await folder.RunAsync("", input);

        Assert.Equal(["detections.jsonl", "incidents.jsonl", "report.html", "report.json", "scores.csv"], Directory.EnumerateFileSystemEntries(folder.Out).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Run_OnOneCoreAndOnThree_PacksTheSameBytes()
    {
        using var folder = new RunFolder();
        var input = ShardedInputs.Write(folder, "file");
        var packed = new List<byte[]>();
        foreach (var cores in new[] { 1, 3 })
        {
            await folder.RunAsync("", options => input(options) with { Scores = ScoresForm.Gzip, Cores = cores });
            packed.Add(folder.ReadBytes("scores.csv.gz"));
        }

        Assert.Equal(packed[0], packed[1]);
    }

    private static void AssertSame(string expected, string merged)
    {
        var names = Directory.EnumerateFileSystemEntries(expected).Select(Path.GetFileName).Order().ToArray();
        Assert.Equal(names, Directory.EnumerateFileSystemEntries(merged).Select(Path.GetFileName).Order());
        foreach (var name in names)
            Assert.True(File.ReadAllBytes(Path.Combine(expected, name!)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(merged, name!))), $"{name} is not the same.");
    }
}
