using System.Text;
using SignalDetect.Core.Baselines;
using SignalDetect.Testing;

namespace SignalDetect.Backtest.Tests.Training;

/// <summary>Nothing is learnt from what is scored, and nothing is scored that was learnt from.</summary>
public sealed class LearntTimeTests
{
    private const int Rows = 2400;
    private const int Learnt = 1600;
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(20);

    [Fact]
    public async Task Train_WhateverComesAfterUntil_WritesTheSameBytes()
    {
        using var folder = new RunFolder();
        var counts = SeriesText.Counts(3, Rows, Step, 20);
        var end = counts[Learnt].Time;
        var before = counts.Take(Learnt).ToArray();
        var others = before.Select(row => (row.Time, row.Value * 2)).ToArray();
        var later = SeriesText.Csv(counts.Skip(Learnt).Select(row => (row.Time, 50 * row.Value + 7))).Replace(SeriesText.Header, "", StringComparison.Ordinal);
        var minutes = string.Concat(Enumerable.Range(0, 40_000).Select(i => $"{SeriesText.Time(end.AddMinutes(i))},{i % 7}\n"));
        var early = await ModelAsync(folder, "1", ("a.csv", SeriesText.Csv(before)), ("b.csv", SeriesText.Csv(others)));

        Assert.Equal(early, await ModelAsync(folder, "2", ("a.csv", SeriesText.Csv(counts)), ("b.csv", SeriesText.Csv(others) + later)));
        Assert.Equal(early, await ModelAsync(folder, "3", ("a.csv", SeriesText.Csv(before) + minutes), ("b.csv", SeriesText.Csv(others)), ("new.csv", SeriesText.Header + later)));

        async Task<byte[]> ModelAsync(RunFolder to, string name, params (string File, string Text)[] files)
        {
            foreach (var (file, text) in files) to.Write($"{name}/{file}", text);
            await Training.TrainAsync(to.Path_(name), to.Path_($"{name}.json"), options => options with { Until = Milliseconds(end), FalseAlarmsPerWeek = 0.5 });
            return await File.ReadAllBytesAsync(to.Path_($"{name}.json"));
        }
    }

    [Fact]
    public async Task Train_SignalsAfterUntil_ChangeNoByte()
    {
        using var folder = new RunFolder();
        var story = new SignalStory(7, SignalStory.Monday).Reports("tiktok", 0, 200, 6).Reports("spotify", 250, 300, 4).Lines();
        var less = new SignalStory(7, SignalStory.Monday).Reports("tiktok", 0, 200, 6).Lines();
        var until = SignalStory.Monday + 180 * 60_000;
        var all = folder.WriteBytes("all.jsonl", [.. story.SelectMany(line => line.Append((byte)'\n'))]);
        var part = folder.WriteBytes("part.jsonl", [.. less.SelectMany(line => line.Append((byte)'\n'))]);
        await Training.TrainAsync(all, folder.Path_("all.json"), options => options with { Until = until });
        await Training.TrainAsync(part, folder.Path_("part.json"), options => options with { Until = until });
        var model = BaselineModel.Load(folder.Path_("all.json"));

        Assert.Equal(await File.ReadAllBytesAsync(folder.Path_("part.json")), await File.ReadAllBytesAsync(folder.Path_("all.json")));
        Assert.DoesNotContain("spotify", model.Streams.Keys);
        Assert.InRange(model.Until, until - 5 * 60_000, until);
    }

    [Fact]
    public async Task Backtest_RowsThatTheModelLearntFrom_AreLeftOutAndTheRestIsAsIfTheyWereNotThere()
    {
        using var folder = new RunFolder();
        var counts = SeriesText.Counts(5, Rows, Step, 20, (400, 6, 9), (2000, 6, 9));
        var model = await ModelOf(folder, counts);
        var labels = folder.Write("labels.json", $"[{Label(counts, 400)},{Label(counts, Learnt - 3)},{Label(counts, 2000)}]");
        var alone = await folder.ScoresAsync(SeriesText.Csv(counts.Skip(Learnt)), "shop.csv", options => options with { Setup = model });
        var result = await folder.RunAsync(folder.Write("shop.csv", SeriesText.Csv(counts)), options => options with { Setup = model, Labels = labels });
        var whole = folder.Scores();

        Assert.Equal(Rows, whole.Count);
        Assert.All(whole.Take(Learnt), row => Assert.Equal(("", "", "", "", "", "0", ""), (row.Expected, row.Lower, row.Upper, row.Score, row.PValue, row.Alert, row.Incident)));
        Assert.Equal(counts.Select(row => $"{row.Value}"), whole.Select(row => row.Value));
        Assert.Equal(alone, whole.Skip(Learnt));
        Assert.Equal((Learnt, model.Model!.Until), (result.LeftOut, result.LearntUntil));
        Assert.Equal((1, 1, 1, 1), (result.Figures!.Incidents, result.Figures.Caught, result.Figures.LowCertaintyIncidents, result.LabelsElsewhere));
        Assert.Equal((Rows - Learnt) * Step / TimeSpan.FromDays(7), result.Figures.StreamWeeks, 9);
        Assert.Equal(Rows - Learnt, result.Measures.Calibration.Windows + QuietLess(counts, whole));
        Assert.Contains($"\"rowsLeftOut\": {Learnt}", folder.Read("report.json"));
        Assert.Contains($"\"learntUntil\": \"{counts[Learnt].Time:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}\"", folder.Read("report.json"));
        Assert.Contains("are left out of every figure", folder.Read("report.html"));
    }

    [Fact]
    public async Task Backtest_StreamThatTheModelDoesNotKnow_LearnsFromItsOwnPastAndIsScoredAfterIt()
    {
        using var folder = new RunFolder();
        var counts = SeriesText.Counts(5, Rows, Step, 20);
        var model = await ModelOf(folder, counts);
        var other = await folder.ScoresAsync(SeriesText.Csv(counts), "other.csv", options => options with { Setup = model });
        var untrained = await folder.ScoresAsync(SeriesText.Csv(counts), "other.csv");

        Assert.All(other.Take(Learnt), row => Assert.Empty(row.PValue));
        Assert.Equal(untrained.Skip(Learnt).Select(row => (row.Expected, row.PValue)), other.Skip(Learnt).Select(row => (row.Expected, row.PValue)));
    }

    [Fact]
    public async Task Train_OnTopOfAModel_TeachesOnlyWhatCameAfterIt()
    {
        using var folder = new RunFolder();
        var counts = SeriesText.Counts(5, Rows, Step, 20);
        var input = folder.Write("in/shop.csv", SeriesText.Csv(counts));
        await Training.TrainAsync(input, folder.Path_("whole.json"));
        var first = await ModelOf(folder, counts);
        await Training.TrainAsync(input, folder.Path_("onTop.json"), options => options with { Setup = first });

        Assert.Equal(await File.ReadAllBytesAsync(folder.Path_("whole.json")), await File.ReadAllBytesAsync(folder.Path_("onTop.json")));
        var again = first with { Model = BaselineModel.Load(folder.Path_("whole.json")) };
        var error = await Assert.ThrowsAsync<BadInputException>(() => Training.TrainAsync(input, folder.Path_("none.json"), options => options with { Setup = again }));
        Assert.EndsWith("holds no row to learn from", error.Message);
    }

    [Fact]
    public async Task Backtest_SignalsThatTheModelLearntFrom_AreLeftOut()
    {
        using var folder = new RunFolder();
        var lines = new SignalStory(7, SignalStory.Monday).Reports("tiktok", 0, 300, 6).Reports("spotify", 0, 300, 3).Lines();
        var signals = folder.WriteBytes("signals.jsonl", [.. lines.SelectMany(line => line.Append((byte)'\n'))]);
        var until = SignalStory.Monday + 200 * 60_000;
        await Training.TrainAsync(signals, folder.Path_("model.json"), options => options with { Until = until });
        var model = BaselineModel.Load(folder.Path_("model.json"));
        var result = await folder.RunAsync(signals, options => options with { Setup = options.Setup with { Model = model } });

        Assert.All(folder.Scores(), row => Assert.Equal(Milliseconds(DateTime.Parse(row.Timestamp).ToUniversalTime()) < model.Until, row.Expected.Length == 0));
        Assert.Equal(folder.Scores().Count(row => row.Expected.Length == 0), result.LeftOut);
        Assert.InRange(result.LeftOut, 1, result.Points - 1);
    }

    private static async Task<SignalDetect.Core.Pipeline.PipelineSetup> ModelOf(RunFolder folder, IReadOnlyList<(DateTime Time, long Value)> counts)
    {
        var history = folder.Write("in/shop.csv", SeriesText.Csv(counts));
        await Training.TrainAsync(history, folder.Path_("model.json"), options => options with { Until = Milliseconds(counts[Learnt].Time) });
        return Setups.Default("backtest") with { Model = BaselineModel.Load(folder.Path_("model.json")) };
    }

    /// <summary>Rows within three hours before and six hours after a label, which calibration leaves out.</summary>
    private static int QuietLess(IReadOnlyList<(DateTime Time, long Value)> counts, IReadOnlyList<ScoresLine> rows)
    {
        var spans = new[] { Learnt - 3, 2000 }.Select(at => (From: counts[at].Time.AddHours(-3), To: counts[at].Time.AddHours(2 + 6))).ToArray();
        return counts.Index().Count(row => row.Index >= Learnt && rows[row.Index].PValue.Length > 0 && spans.Any(span => row.Item.Time >= span.From && row.Item.Time <= span.To));
    }

    private static string Label(IReadOnlyList<(DateTime Time, long Value)> counts, int row) =>
        new StringBuilder("{\"stream\":\"shop\",\"start\":\"").Append($"{counts[row].Time:s}Z\",\"end\":\"{counts[row].Time.AddHours(2):s}Z\"}}").ToString();

    private static long Milliseconds(DateTime time) => new DateTimeOffset(time, TimeSpan.Zero).ToUnixTimeMilliseconds();
}
