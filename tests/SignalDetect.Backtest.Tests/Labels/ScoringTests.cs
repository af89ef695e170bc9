using System.Text.Json;
using SignalDetect.Backtest.Labels;
using SignalDetect.Backtest.Report;
using SignalDetect.Core.Detectors;
using SignalDetect.Testing;

namespace SignalDetect.Backtest.Tests.Labels;

public sealed class ScoringTests
{
    private const long Minute = 60_000;
    private const int StepMinutes = 10;

    [Fact]
    public void Figures_SmallExample_AreThoseWorkedOutByHand()
    {
        // Two streams of 1008 windows of ten minutes: two stream-weeks. Times are minutes from the first window.
        // a: outage 1000-1200, alerts 1010 and 1100 (one alarm, right, window ends at 1020: delay 20); alert 4000 alone (wrong).
        // a: outage 6000-6060, no alert (missed).
        // b: outage 500-560, at the earliest from 470, alert 460 (one window before the earliest start: right, delay 470 - 500 = -30).
        // b: outage 9000-9100, alert 8980 (two windows before: wrong), alert 9110 (after its end: wrong; 130 minutes later, so another alarm).
        // b: outage 9500-9600 at the latest 9650, alert 9650 (right, delay 160); label of 20000 lies after the series.
        var a = Streams.Of("a", 1010, 1100, 4000);
        var b = Streams.Of("b", 460, 8980, 9110, 9650);
        var scoring = new Scoring(
            [a, b],
            [
                Label("a", 1000, 1200), Label("a", 6000, 6060), Label("b", 500, 560, earliest: 470), Label("b", 9000, 9100),
                Label("b", 9500, 9600, latest: 9650), Label("b", 20_000, 20_100), Label("c", 1000, 1200),
            ]);
        var figures = scoring.Figures();

        Assert.Equal(2, scoring.Elsewhere);
        Assert.Equal((5, 3), (figures.Incidents, figures.Caught));
        Assert.Equal(3 / 5.0, figures.Recall);
        Assert.Equal(3 / 6.0, figures.Precision);
        Assert.Equal(6 / 2.0, figures.AlarmsPerStreamWeek);
        // -30, 20, 160: a tenth of the way is a fifth from the first to the second.
        Assert.Equal((-20.0, 20.0, 132.0), (figures.DelayMinutes!.P10, figures.DelayMinutes.P50, figures.DelayMinutes.P90));
    }

    [Fact]
    public void Figures_AlertsTwoHoursApart_AreOneAlarm()
    {
        var scoring = new Scoring([Streams.Of("a", 1000, 1120, 1240, 1370)], [Label("a", 1235, 1300)]);

        Assert.Equal(1 / 2.0, scoring.Figures().Precision);
    }

    [Fact]
    public void Figures_WithoutLabelsOrAlerts_HaveNoShares()
    {
        var scoring = new Scoring([Streams.Of("a")], []);

        Assert.Equal(new Figures(0, 0, null, null, 0, null) { StreamWeeks = 1 }, scoring.Figures());
    }

    [Fact]
    public void Curve_Thresholds_TakeTheWindowsWhoseScoreReachesThem()
    {
        var stream = new StreamResult("a", StepMinutes * 60, new Chart(0, 10_080 * Minute, StepMinutes * Minute, 1008, 100));
        foreach (var (at, score) in new[] { (100, 0.31), (1000, 0.6), (3000, 0.8) }) stream.Add(at * Minute, 1, Judged(score), false);
        var curve = new Scoring([stream], [Label("a", 1000, 1100), Label("a", 3000, 3100)]).Curve();

        Assert.Equal([0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95], curve.Select(point => point.Threshold));
        Assert.Equal((2, 2 / 3.0), (curve[0].Figures.Caught, curve[0].Figures.Precision!.Value));
        Assert.Equal((2, 1.0), (curve[6].Figures.Caught, curve[6].Figures.Precision!.Value));
        Assert.Equal(1, curve[7].Figures.Caught);
        Assert.Equal((0, null), (curve[11].Figures.Caught, curve[11].Figures.Precision));
    }

    [Fact]
    public async Task Report_WithLabels_HoldsTheFigures()
    {
        using var folder = new RunFolder();
        var text = SeriesText.Csv(SeriesText.Counts(11, 4000, TimeSpan.FromMinutes(5), 40, (3000, 24, 10)));
        var labels = folder.Write("labels.json", """
            [{"stream": "shop", "start": "2026-01-15T10:00:00Z", "end": "2026-01-15T12:00:00Z", "certainty": "high", "source": "press"},
             {"stream": "shop", "start": "2026-01-10T10:00:00Z", "end": "2026-01-10T12:00:00Z"}]
            """);
        await folder.RunAsync(folder.Write("shop.csv", text), options => options with { Labels = labels });
        var report = JsonDocument.Parse(folder.Read("report.json")).RootElement;

        Assert.Equal((1, 4000L), (report.GetProperty("streams").GetInt32(), report.GetProperty("points").GetInt64()));
        Assert.Equal((2, 1), (report.GetProperty("incidents").GetInt32(), report.GetProperty("caught").GetInt32()));
        Assert.Equal((0.5, 1.0), (report.GetProperty("recall").GetDouble(), report.GetProperty("precision").GetDouble()));
        // One alarm in 4000 windows of five minutes.
        Assert.Equal(604_800 / (4000 * 300.0), report.GetProperty("alarmsPerStreamWeek").GetDouble(), 6);
        Assert.Equal(5, report.GetProperty("delayMinutes").GetProperty("p50").GetDouble());
        Assert.Equal(14, report.GetProperty("curve").GetArrayLength());
        foreach (var point in report.GetProperty("curve").EnumerateArray())
            foreach (var name in new[] { "threshold", "incidents", "caught", "recall", "precision", "alarmsPerStreamWeek", "delayMinutes" })
                Assert.True(point.TryGetProperty(name, out _), name);
        foreach (var name in new[] { "seconds", "pointsPerSecond" }) Assert.Equal(JsonValueKind.Number, report.GetProperty(name).ValueKind);
    }

    [Fact]
    public async Task Report_OnOneCoreOrTwo_IsTheSameToTheByte()
    {
        using var one = new RunFolder();
        using var two = new RunFolder();
        foreach (var folder in new[] { one, two })
        {
            for (var i = 0; i < 12; i++)
                folder.Write($"in/s{i:00}.csv", SeriesText.Csv(SeriesText.Counts(i, 1500, TimeSpan.FromMinutes(5), 20, (1000 + i, 12, i % 2 == 0 ? 8 : 1))));
            folder.Write("labels.json", "[" + string.Join(",", Enumerable.Range(0, 12).Select(i =>
                $$"""{"stream": "s{{i:00}}", "start": "2026-01-08T11:00:00Z", "end": "2026-01-08T13:00:00Z", "startLatest": "2026-01-08T11:30:00Z", "certainty": "medium"}""")) + "]");
            await folder.RunAsync(
                folder.Path_("in"), options => options with { Labels = folder.Path_("labels.json"), Cores = folder == one ? 1 : 2, Against = [Setups.Of("backtest", "tail")] });
        }

        Assert.Equal(one.ReadBytes("report.json"), two.ReadBytes("report.json"));
        var report = JsonDocument.Parse(one.Read("report.json")).RootElement;
        Assert.Equal("streams", report.GetProperty("bootstrap").GetProperty("over").GetString());
        Assert.Equal(12, report.GetProperty("byStream").GetArrayLength());
        Assert.Equal(13, report.GetProperty("calibration").GetProperty("levels").GetArrayLength());
        Assert.Equal(
            [0.1, 0.01, 0.001, 0.0001, 0.00001],
            report.GetProperty("byStream")[0].GetProperty("calibration").GetProperty("levels").EnumerateArray().Select(level => level.GetProperty("p").GetDouble()));
        Assert.Equal(JsonValueKind.Array, report.GetProperty("intervals").GetProperty("recall").ValueKind);
        Assert.InRange(report.GetProperty("recall").GetDouble(), 0.4, 0.7);
    }

    private static StreamJudgement Judged(double score) => StreamJudgement.Unknown with { Score = score };

    private static Label Label(string stream, int start, int end, int? earliest = null, int? latest = null) => new(
        stream, start * Minute, end * Minute, (earliest ?? start) * Minute, (latest ?? start) * Minute);
}
