using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using SignalDetect.EndToEnd.Tests.Processes;
using SignalDetect.EndToEnd.Tests.Streaming;
using SignalDetect.Testing;
using Xunit;

namespace SignalDetect.EndToEnd.Tests.Backtests;

/// <summary>The commands that the Kubernetes manifests run, run here: shards of a history, and what joins them.</summary>
[Collection(EndToEndCollection.Name)]
public sealed partial class ShardedRunTests : IDisposable
{
    private const int Shards = 4;

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Merge_TheManifestsCommands_WriteTheFilesOfTheWholeRun()
    {
        WriteHistory();
        var shard = Arguments("docs/kubernetes/backtest.yaml");
        var whole = await CommandProcess.RunAsync(shard.Replace("--shard $(INDEX)/4 ", "", StringComparison.Ordinal).Replace("parts/$(INDEX)", "whole", StringComparison.Ordinal), folder.Path);
        for (var i = 0; i < Shards; i++) await CommandProcess.RunAsync(shard.Replace("$(INDEX)", i.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal), folder.Path);
        var merge = await CommandProcess.RunAsync(Arguments("docs/kubernetes/merge.yaml"), folder.Path);

        foreach (var name in new[] { "scores.csv", "detections.jsonl", "incidents.jsonl", "report.html" })
            Assert.True(File.ReadAllBytes(folder.File($"data/whole/{name}")).AsSpan().SequenceEqual(File.ReadAllBytes(folder.File($"data/report/{name}"))), $"{name} is not the same.");
        Assert.Equal(WithoutTime(File.ReadAllText(folder.File("data/whole/report.json"))), WithoutTime(File.ReadAllText(folder.File("data/report/report.json"))));
        Assert.Equal(whole.Output.Split('\n')[1..^2], merge.Output.Split('\n')[1..^2]);
        var seconds = Enumerable.Range(0, Shards).Sum(i => Seconds($"data/parts/{i}"));
        Assert.Equal(seconds, Seconds("data/report"), 0.01);
    }

    [Fact]
    public async Task Merge_ShardMissing_Exits2WithOneLine()
    {
        WriteHistory();
        await CommandProcess.RunAsync(Arguments("docs/kubernetes/backtest.yaml").Replace("$(INDEX)", "2", StringComparison.Ordinal), folder.Path);
        var merge = await CommandProcess.RunAsync(Arguments("docs/kubernetes/merge.yaml"), folder.Path, expected: 2);

        Assert.Equal("signaldetect backtest merge: data/parts/2: is one of 4 shards, and 0/4, 1/4, 3/4 are missing; all of them are needed\n", merge.Error);
        Assert.Empty(merge.Output);
        Assert.False(Directory.Exists(folder.File("data/report")));
    }

    [Fact]
    public async Task Merge_ShardOfAnotherPreset_Exits2WithOneLine()
    {
        WriteHistory();
        var preset = File.ReadAllText(Repository.File("models/presets/default.json"));
        File.WriteAllText(folder.File("mine.json"), preset);
        var shard = Arguments("docs/kubernetes/backtest.yaml").Replace("/4", "/2", StringComparison.Ordinal) + " --detector mine.json";
        await CommandProcess.RunAsync(shard.Replace("$(INDEX)", "0", StringComparison.Ordinal), folder.Path);
        File.WriteAllText(folder.File("mine.json"), preset + "\n");
        await CommandProcess.RunAsync(shard.Replace("$(INDEX)", "1", StringComparison.Ordinal), folder.Path);
        var merge = await CommandProcess.RunAsync(Arguments("docs/kubernetes/merge.yaml"), folder.Path, expected: 2);

        Assert.Equal("signaldetect backtest merge: data/parts/1: has another preset than data/parts/0; only shards of one run can be merged\n", merge.Error);
    }

    /// <summary>A container's arguments, with paths in the working folder.</summary>
    private static string Arguments(string manifest)
    {
        var list = ArgumentList().Match(File.ReadAllText(Repository.File(manifest))).Groups[1].Value;
        return string.Join(' ', JsonSerializer.Deserialize<string[]>(list)!).Replace("/data/", "data/", StringComparison.Ordinal);
    }

    private void WriteHistory()
    {
        Directory.CreateDirectory(folder.File("data/history"));
        for (var stream = 0; stream < 3; stream++) File.WriteAllText(folder.File($"data/history/alone{stream}.csv"), "timestamp,value\n" + string.Concat(Rows(stream, "")));
        File.WriteAllText(folder.File("data/history/several.csv"), "timestamp,stream,value\n" + string.Concat(Enumerable.Range(3, 3).SelectMany(stream => Rows(stream, $"s{stream},"))));
        File.WriteAllText(folder.File("data/labels.json"), """[{"stream": "alone1", "start": "2026-01-01T04:40:00Z", "end": "2026-01-01T04:59:00Z"}, {"stream": "s3", "start": "2026-01-01T04:40:00Z", "end": "2026-01-01T04:59:00Z"}]""");
    }

    private static IEnumerable<string> Rows(int stream, string name) => Enumerable.Range(0, 300).Select(i =>
        string.Create(CultureInfo.InvariantCulture, $"2026-01-01 {i / 60:D2}:{i % 60:D2}:00,{name}{(i + stream) % 7 + (i >= 290 ? 400 : 0)}\n"));

    private double Seconds(string path) => JsonDocument.Parse(File.ReadAllText(folder.File($"{path}/report.json"))).RootElement.GetProperty("seconds").GetDouble();

    private static string WithoutTime(string report) => MeasuredTime().Replace(report, "");

    [GeneratedRegex("args: (\\[.*\\])")]
    private static partial Regex ArgumentList();

    [GeneratedRegex("\"(seconds|pointsPerSecond)\": [0-9.]+,")]
    private static partial Regex MeasuredTime();
}
