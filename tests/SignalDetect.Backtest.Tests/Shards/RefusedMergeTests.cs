using SignalDetect.Backtest.Shards;
using SignalDetect.Testing;

namespace SignalDetect.Backtest.Tests.Shards;

public sealed class RefusedMergeTests : IDisposable
{
    private readonly RunFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Merge_ShardMissing_NamesIt()
    {
        await RunAsync(0, 4);
        await RunAsync(3, 4);

        Assert.Equal($"{Part(0)}: is one of 4 shards, and 1/4, 2/4 are missing; all of them are needed", await RefusedAsync(Part(0), Part(3)));
    }

    [Fact]
    public async Task Merge_ShardTwice_NamesBoth()
    {
        await RunAsync(0, 2);
        await RunAsync(0, 2, place: 7);

        Assert.Equal($"{Part(7)}: is shard 0/2, as {Part(0)} is; each goes in once", await RefusedAsync(Part(0), Part(7)));
    }

    [Fact]
    public async Task Merge_ShardOfAnotherNumber_SaysSo()
    {
        await RunAsync(0, 2);
        await RunAsync(1, 3);

        Assert.Equal($"{Part(1)}: is one of 3 shards, not of 2: fewer or more than {Part(0)}; only shards of one run can be merged", await RefusedAsync(Part(0), Part(1)));
    }

    public static TheoryData<string, string> Differences => new()
    {
        { "preset", "has other detectors, tail," },
        { "compare", "has other detectors, default, tail," },
        { "scores", "has scores of another form (--scores)" },
        { "pipeline", "has another pipeline, other," },
        { "valueKind", "has another valueKind" },
        { "labels", "has other labels" },
        { "model", "has another model" },
        { "bytes", "has an input of other content" },
        { "name", "has another input, other.csv," },
    };

    [Theory]
    [MemberData(nameof(Differences))]
    public async Task Merge_ShardRunOtherwise_SaysInWhat(string what, string said)
    {
        await RunAsync(0, 2);
        await RunAsync(1, 2, options => what switch
        {
            "preset" => options with { Setup = Setups.Of("backtest", "tail") },
            "compare" => options with { Against = [Setups.Of("backtest", "tail")] },
            "scores" => options with { Scores = Backtest.Scores.ScoresForm.None },
            "pipeline" => options with { Setup = Setups.Default("other") },
            "valueKind" => options with { ValueKind = ValueKind.Measurements },
            "labels" => options with { Labels = folder.Write("l.json", """[{"stream": "m,1", "start": "2026-01-05T01:00:00Z", "end": "2026-01-05T02:00:00Z"}]""") },
            "model" => options with { Settings = new Dictionary<string, string> { ["model"] = "b" } },
            "bytes" => options with { Input = folder.Write("in.csv", File.ReadAllText(options.Input).Replace(",20\n", ",21\n", StringComparison.Ordinal)) },
            _ => options with { Input = folder.Write("other.csv", File.ReadAllText(options.Input)) },
        });

        Assert.Equal($"{Part(1)}: {said} than {Part(0)}; only shards of one run can be merged", await RefusedAsync(Part(0), Part(1)));
    }

    [Fact]
    public async Task Merge_NoShardThere_SaysWhatWouldBeRight()
    {
        Directory.CreateDirectory(folder.Path_("empty/inside"));

        Assert.Equal($"{folder.Path_("gone")}: there is no such folder; the folders that backtest --shard wrote would be right", await RefusedAsync(folder.Path_("gone")));
        Assert.Equal(
            $"{folder.Path_("empty")}: holds no shard.json, nor folders with one: no shard has been written there, or not to its end", await RefusedAsync(folder.Path_("empty")));
    }

    [Fact]
    public async Task Merge_IntoOneOfTheShards_IsRefused()
    {
        await RunAsync(0, 1);

        var error = await Assert.ThrowsAsync<BadInputException>(() => Merger.RunAsync([Part(0)], Part(0) + "/", null, CancellationToken.None));
        Assert.Equal($"{Part(0)}/: is shard 0/1 itself; the output goes into another folder", error.Message);
        Assert.True(File.Exists(Path.Combine(Part(0), "shard.json")));
    }

    [Theory]
    [InlineData("scores.csv", "scores.csv: does not fit its scores.places; run the shard again")]
    [InlineData("scores.places", "scores.csv: does not fit its scores.places; run the shard again")]
    [InlineData("shard.json", "shard.json: is not what backtest --shard of this version of the program writes; run the shard again with it")]
    public async Task Merge_FileThatBreaksOff_IsRefusedAndLeavesNothing(string name, string said)
    {
        await RunAsync(0, 2);
        await RunAsync(1, 2);
        var path = Path.Combine(Part(1), name);
        foreach (var share in new[] { 0.0, 0.3, 0.999 })
        {
            var whole = File.ReadAllBytes(path);
            File.WriteAllBytes(path, whole[..(int)(share * whole.Length)]);
            Assert.Equal($"{Part(1)}/{said}", await RefusedAsync(Part(0), Part(1)));
            File.WriteAllBytes(path, whole);
        }

        File.Delete(path);
        await RefusedAsync(Part(0), Part(1));
        Assert.False(File.Exists(folder.Path_("merged/report.json")));
    }

    private string Part(int place) => folder.Path_($"part{place}");

    private async Task RunAsync(int index, int count, Func<BacktestOptions, BacktestOptions>? change = null, int? place = null)
    {
        var input = folder.Write("in.csv", ShardedInputs.Mixed(3, 300));
        await folder.RunAsync(input, options =>
        {
            options = options with { Shard = new Shard(index, count), Out = Part(place ?? index), Settings = new Dictionary<string, string> { ["model"] = "a" } };
            return change?.Invoke(options) ?? options;
        });
    }

    private async Task<string> RefusedAsync(params string[] parts)
    {
        var error = await Assert.ThrowsAsync<BadInputException>(() => Merger.RunAsync(parts, folder.Path_("merged"), null, CancellationToken.None));
        Assert.DoesNotContain('\n', error.Message);
        return error.Message;
    }
}
