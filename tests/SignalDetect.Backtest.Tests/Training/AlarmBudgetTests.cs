using SignalDetect.Core.Baselines;
using Xunit.Abstractions;

namespace SignalDetect.Backtest.Tests.Training;

/// <summary>Thresholds that were fitted to a budget keep it on what comes later.</summary>
public sealed class AlarmBudgetTests(ITestOutputHelper output)
{
    private const int Seed = 417;
    private const int Streams = 8;
    private const int Weeks = 24;
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(20);
    private static readonly DateTime Half = SeriesText.Monday.AddDays(7 * Weeks / 2);

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.3)]
    [InlineData(1)]
    public async Task Backtest_MadeStreamsWithChanceBursts_KeepTheBudget(double budget)
    {
        output.WriteLine($"seed {Seed}");
        using var folder = new RunFolder();
        for (var i = 0; i < Streams; i++) folder.Write($"in/s{i}.csv", Bursts(Seed + i, 10 + 5 * i));
        var found = await AlarmsAsync(folder, budget);

        var promised = budget * Streams * Weeks / 2;
        output.WriteLine($"{found} alarms, {promised} promised");
        Assert.InRange(found, Math.Max(1, promised - 3 * Math.Sqrt(2 * promised)), promised + 3 * Math.Sqrt(2 * promised));   // both halves are a sample: twice the variance
    }

    [Fact]
    public async Task Train_BurstsThatAreLabelled_DoNotRaiseThresholds()
    {
        using var folder = new RunFolder();
        var counts = SeriesText.Counts(Seed, Weeks * 504, Step, 20);
        var bursts = Enumerable.Range(0, 40).Select(i => 600 + 130 * i).ToArray();
        var loud = SeriesText.Counts(Seed, Weeks * 504, Step, 20, [.. bursts.Select((row, i) => (row, 2, 4.0 + i % 9))]);
        var labels = folder.Write("labels.json", $"[{string.Join(',', bursts.Select(row => $"{{\"stream\":\"shop\",\"start\":\"{loud[row].Time:s}Z\",\"end\":\"{loud[row].Time.AddHours(1):s}Z\"}}"))}]");
        folder.Write("quiet/shop.csv", SeriesText.Csv(counts));
        folder.Write("loud/shop.csv", SeriesText.Csv(loud));
        var quiet = await AlarmAsync("quiet", null);
        var labelled = await AlarmAsync("loud", labels);
        var unlabelled = await AlarmAsync("loud", null);

        Assert.InRange(labelled, 0.5 * quiet, 1.5 * quiet);
        Assert.True(unlabelled > 2 * labelled, $"{unlabelled} nats with bursts that nobody labelled, {labelled} without them, {quiet} in a quiet stream");

        async Task<double> AlarmAsync(string input, string? known)
        {
            await Training.TrainAsync(folder.Path_(input), folder.Path_("model.json"), options => options with { Labels = known, FalseAlarmsPerWeek = 0.2 });
            return BaselineModel.Load(folder.Path_("model.json")).Streams["shop"].Alarm!.Value;
        }
    }

    [Fact]
    public async Task Train_StreamWithLittleHistory_GetsNearlyTheThresholdOfAll()
    {
        using var folder = new RunFolder();
        for (var i = 0; i < Streams; i++) folder.Write($"in/s{i}.csv", Bursts(Seed + i, 20));
        folder.Write("in/young.csv", string.Join('\n', Bursts(Seed, 20).Split('\n')[..200]) + "\n");
        await Training.TrainAsync(folder.Path_("in"), folder.Path_("model.json"), options => options with { FalseAlarmsPerWeek = 0.2 });
        var model = BaselineModel.Load(folder.Path_("model.json"));

        Assert.InRange(model.Streams["young"].Alarm!.Value / model.Budget!.Alarm, 0.8, 1.25);
    }

    [Theory]
    [InlineData(504, "a week has 504 windows, so 504 false alarms a week cannot be kept; fewer are")]
    [InlineData(0.2, "holds no window outside of labels, so thresholds cannot be fitted to a budget")]
    public async Task Train_BudgetThatCannotBe_IsRefused(double budget, string complaint)
    {
        using var folder = new RunFolder();
        var input = folder.Write("shop.csv", SeriesText.Csv(SeriesText.Counts(Seed, 100, Step, 20)));
        var labels = folder.Write("labels.json", """[{"stream":"shop","start":"2026-01-01T00:00:00Z","end":"2026-02-01T00:00:00Z"}]""");
        var error = await Assert.ThrowsAsync<BadInputException>(() => Training.TrainAsync(input, folder.Path_("m.json"), options => options with { Labels = labels, FalseAlarmsPerWeek = budget }));

        Assert.EndsWith(complaint, error.Message);
        Assert.False(File.Exists(folder.Path_("m.json")));
    }

    private static async Task<int> AlarmsAsync(RunFolder folder, double budget)
    {
        var labels = folder.Write("labels.json", "[]");
        await Training.TrainAsync(folder.Path_("in"), folder.Path_("model.json"), options => options with { FalseAlarmsPerWeek = budget, Until = new DateTimeOffset(Half).ToUnixTimeMilliseconds() });
        var model = BaselineModel.Load(folder.Path_("model.json"));
        var result = await folder.RunAsync(folder.Path_("in"), options => options with { Setup = options.Setup with { Model = model }, Labels = labels, Scores = Backtest.Scores.ScoresForm.None });
        return result.Figures!.FalseAlarms;
    }

    /// <summary>Counts with a burst now and then, of one to three windows, whose size is Pareto: what nobody labels.</summary>
    private static string Bursts(int seed, double rate)
    {
        var random = new Random(seed);
        var bursts = new List<(int, int, double)>();
        for (var row = 100; row < Weeks * 504; row += 20 + (int)(-400 * Math.Log(1 - random.NextDouble()))) bursts.Add((row, random.Next(1, 4), 1.5 * Math.Pow(1 - random.NextDouble(), -.35)));
        return SeriesText.Csv(SeriesText.Counts(seed, Weeks * 504, Step, rate, [.. bursts]));
    }
}
