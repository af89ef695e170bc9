using SignalDetect.Backtest.Training;
using SignalDetect.Core.Baselines;
using SignalDetect.Testing;

namespace SignalDetect.Backtest.Tests.Training;

public sealed class TrainerTests
{
    private const int Rows = 3000;
    private const int Learnt = 2000;

    [Fact]
    public async Task Run_Series_TheModelGoesOnWhereHistoryEnded()
    {
        using var folder = new RunFolder();
        var counts = SeriesText.Counts(31, Rows, TimeSpan.FromMinutes(10), 30, (1500, 12, 8));
        var whole = await folder.ScoresAsync(SeriesText.Csv(counts), "shop.csv");
        var model = folder.Path_("models/shop.json");
        var result = await TrainAsync(folder.Write("history/shop.csv", SeriesText.Csv(counts.Take(Learnt))), model);
        var rest = await folder.ScoresAsync(
            SeriesText.Csv(counts.Skip(Learnt)), "shop.csv", options => options with { Setup = options.Setup with { Model = BaselineModel.Load(model) } });

        Assert.Equal(new TrainingResult(1, Learnt, 600, new DateTimeOffset(counts[Learnt].Time).ToUnixTimeMilliseconds()), result);
        Assert.Equal(whole.Skip(Learnt), rest);
        Assert.NotEqual(whole.Skip(Learnt), await folder.ScoresAsync(SeriesText.Csv(counts.Skip(Learnt)), "shop.csv"));
    }

    [Fact]
    public async Task Run_SignalsOrTheirCounts_LearnTheSameOfATotal()
    {
        using var folder = new RunFolder();
        var lines = new SignalStory(7, SignalStory.Monday).Reports("tiktok", 0, 300, 6).Reports("spotify", 40, 100, 2, "login").Lines();
        var signals = folder.WriteBytes("signals.jsonl", [.. lines.SelectMany(line => line.Append((byte)'\n'))]);
        await folder.RunAsync(signals);
        var tiktok = folder.Scores().Where(row => row.Stream == "tiktok").ToArray();
        var series = folder.Write("history/tiktok.csv", SeriesText.Header + string.Concat(tiktok.Select(row => $"{row.Timestamp},{row.Value}\n")));
        await TrainAsync(signals, folder.Path_("signals.json"));
        await TrainAsync(series, folder.Path_("series.json"));
        var learnt = BaselineModel.Load(folder.Path_("signals.json"));

        Assert.Equal(BaselineModel.Load(folder.Path_("series.json")).Streams["tiktok"].Fast, learnt.Streams["tiktok"].Fast);
        Assert.Equal(BaselineModel.Load(folder.Path_("series.json")).Streams["tiktok"].Profile, learnt.Streams["tiktok"].Profile);
        Assert.Contains("spotify/feature=login", learnt.Streams.Keys);
        Assert.DoesNotContain("netflix", learnt.Streams.Keys);

        var setup = Setups.Default("backtest") with { Model = learnt };
        var result = await folder.RunAsync(signals, options => options with { Setup = setup });
        Assert.Equal((learnt.Until, result.Points), (result.LearntUntil, result.LeftOut));
        Assert.All(folder.Scores(), row => Assert.Empty(row.Expected));
    }

    [Fact]
    public async Task Run_OnOneCoreAndOnTwo_WritesTheSameModel()
    {
        using var folder = new RunFolder();
        for (var i = 0; i < 4; i++) folder.Write($"in/s{i}.csv", SeriesText.Csv(SeriesText.Counts(i, 1500, TimeSpan.FromMinutes(5), 10 * (i + 1))));
        await TrainAsync(folder.Path_("in"), folder.Path_("one.json"), 1);
        await TrainAsync(folder.Path_("in"), folder.Path_("two.json"), 2);

        Assert.Equal(await File.ReadAllBytesAsync(folder.Path_("one.json")), await File.ReadAllBytesAsync(folder.Path_("two.json")));
    }

    [Fact]
    public async Task Run_SeriesOfDifferentSteps_AreRefusedAndLeaveTheFile()
    {
        using var folder = new RunFolder();
        folder.Write("in/a.csv", SeriesText.Csv(SeriesText.Counts(1, 50, TimeSpan.FromMinutes(5), 10)));
        folder.Write("in/b.csv", SeriesText.Csv(SeriesText.Counts(1, 50, TimeSpan.FromHours(1), 10)));
        var model = folder.Write("model.json", "as it was");
        var error = await Assert.ThrowsAsync<BadInputException>(() => TrainAsync(folder.Path_("in"), model));

        Assert.EndsWith("stream 'b' has a step of 3600 s and 'a' of 300 s; a model is for one step", error.Message);
        Assert.Equal("as it was", await File.ReadAllTextAsync(model));
        Assert.False(File.Exists(model + ".partial"));
    }

    [Theory]
    [InlineData("a.csv", "timestamp,value\n", "holds no row to learn from")]
    [InlineData("a.jsonl", "{}\n", "holds no signal about a known service")]
    public async Task Run_NothingToLearnFrom_IsRefused(string name, string text, string complaint)
    {
        using var folder = new RunFolder();
        var error = await Assert.ThrowsAsync<BadInputException>(() => TrainAsync(folder.Write(name, text), folder.Path_("model.json")));

        Assert.Contains(complaint, error.Message);
    }

    [Fact]
    public async Task Backtest_ModelOfAnotherStep_IsRefused()
    {
        using var folder = new RunFolder();
        var model = folder.Path_("model.json");
        await TrainAsync(folder.Write("shop.csv", SeriesText.Csv(SeriesText.Counts(1, 50, TimeSpan.FromMinutes(5), 10))), model);
        var setup = Setups.Default("backtest") with { Model = BaselineModel.Load(model) };
        var hours = folder.Write("shop.csv", SeriesText.Csv(SeriesText.Counts(1, 50, TimeSpan.FromHours(1), 10)));
        var signals = folder.Write("signals.jsonl", "{}\n");

        var ofSeries = await Assert.ThrowsAsync<BadInputException>(() => folder.RunAsync(hours, options => options with { Setup = setup }));
        var ofSignals = await Assert.ThrowsAsync<BadInputException>(() => folder.RunAsync(signals, options => options with { Setup = setup }));
        Assert.EndsWith("shop.csv: the model does not fit stream 'shop': $.step: has windows of 300 s, not of 3600 s", ofSeries.Message);
        Assert.Contains("$.step: has windows of 300 s, not of 60 s", ofSignals.Message);
    }

    private static Task<TrainingResult> TrainAsync(string input, string model, int cores = 2) => new Trainer().RunAsync(
        new TrainingOptions { Input = input, Out = model, Setup = Setups.Default("backtest"), Cores = cores }, null, CancellationToken.None);
}
