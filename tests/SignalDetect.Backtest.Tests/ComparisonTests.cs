using System.Text.Json;
using SignalDetect.Testing;

namespace SignalDetect.Backtest.Tests;

public sealed class ComparisonTests
{
    [Fact]
    public async Task Run_AgainstOtherPresets_IsTheFirstOnesOutputWithEachOnesMeasures()
    {
        using var folder = new RunFolder();
        using var other = new RunFolder();
        var text = SeriesText.Csv(SeriesText.Counts(11, 4000, TimeSpan.FromMinutes(5), 40, (3000, 24, 10)));
        const string Labels = """[{"stream": "shop", "start": "2026-01-15T10:00:00Z", "end": "2026-01-15T12:00:00Z"}]""";
        var first = await folder.RunAsync(
            folder.Write("shop.csv", text), options => options with { Labels = folder.Write("labels.json", Labels), Against = [Setups.Of("backtest", "cusum"), Setups.Of("backtest", "ewma")] });
        var cusum = await other.RunAsync(
            other.Write("shop.csv", text), options => options with { Labels = other.Write("labels.json", Labels), Setup = Setups.Of("backtest", "cusum") });
        var report = JsonDocument.Parse(folder.Read("report.json")).RootElement;
        var alone = JsonDocument.Parse(other.Read("report.json")).RootElement;

        Assert.Equal(["default", "cusum", "ewma"], report.GetProperty("comparison").EnumerateArray().Select(one => one.GetProperty("detector").GetString()));
        Assert.Equal(["default", "cusum", "ewma"], first.Comparison.Select(one => one.Detector));
        Assert.Equal("default", report.GetProperty("detector").GetString());
        var inside = report.GetProperty("comparison")[1];
        foreach (var name in new[] { "streams", "alerts", "incidents", "caught", "precision", "alarmsPerStreamWeek", "delayMinutes", "nab", "pointAdjusted", "curve", "calibration" })
            Assert.True(JsonElement.DeepEquals(alone.GetProperty(name), inside.GetProperty(name)), name);
        Assert.False(alone.TryGetProperty("comparison", out _));
        Assert.NotEqual(cusum.Measures.Calibration.Levels[0], first.Measures.Calibration.Levels[0]);
    }

    [Fact]
    public async Task Run_SignalsAgainstAnotherPreset_ComparesThem()
    {
        using var folder = new RunFolder();
        var lines = string.Concat(Enumerable.Range(0, 400).Select(i =>
            $$"""{"id":"{{i}}","at":"2026-01-05T{{i / 60:00}}:{{i % 60:00}}:00Z","source":"web","kind":"report","service":"tiktok"}""" + "\n"));
        var result = await folder.RunAsync(folder.Write("s.jsonl", lines), options => options with { Against = [Setups.Of("backtest", "tail")] });

        Assert.Equal(["default", "tail"], result.Comparison.Select(one => one.Detector));
        Assert.Equal(result.Points, result.Comparison[1].Points);
        Assert.Equal(result.Signals!.Totals, result.Comparison[1].Signals!.Totals);
    }
}
