using SignalDetect.Core.Incidents;
using SignalDetect.Core.Tests.Detectors;
using Xunit;
using Xunit.Abstractions;

namespace SignalDetect.Core.Tests.Scenarios;

public sealed class ScenarioTests(ITestOutputHelper output)
{
    private const int Seed = 20260114;
    private const int Day = 86400;
    private const int Streams = 17;

    // Windows of a minute are suspected in the first and confirmed by the second: two minutes must stand out.
    [Theory]
    [InlineData(60, 2)]
    [InlineData(300, 1)]
    [InlineData(1200, 1)]
    public void Surge_EightfoldInTheNightlyTrough_IsConfirmedInItsFirstWindow(int step, int windows)
    {
        var random = new Random(Seed);
        var missed = new List<string>();
        for (var i = 0; i < Streams; i++)
        {
            // Five to fifty expected in the trough's windows, five times as many at the day's height.
            var (trough, phase) = (5 * Math.Pow(10, random.NextDouble()), random.Next(24));
            double Rate(long time) => trough * (3 - 2 * Math.Cos((time / 3600.0 - phase) / 12 * Math.PI));
            var stream = new WatchedStream(step, false);
            while (stream.Time < MadeStream.Start + 14 * Day || Rate(stream.Time) > 1.01 * trough) stream.Next(MadeStream.Count(random, Rate(stream.Time)));
            var before = stream.Alerts;
            var judged = stream.Next(MadeStream.Count(random, 8 * Rate(stream.Time)));
            Assert.True(judged.Raised && stream.State != IncidentState.None, $"seed {Seed}, stream {i}, {trough:F1} a window: {judged}");
            for (var more = 1; more < windows; more++) stream.Next(MadeStream.Count(random, 8 * Rate(stream.Time)));
            if (stream.State != IncidentState.Confirmed || stream.Alerts != before + 1) missed.Add($"stream {i}, {trough:F1} a window: {stream.State}, {judged}");
        }

        Assert.True(missed.Count == 0, $"seed {Seed}, {missed.Count} of {Streams} missed:\n{string.Join('\n', missed)}");
    }

    [Theory]
    [InlineData(60, true, 6)]
    [InlineData(300, false, 30)]
    [InlineData(1200, false, 30)]
    public void Outage_Of72Hours_LeavesTheBaselineAsItWas(int step, bool isService, double rate)
    {
        var (random, stream) = (new Random(Seed), new WatchedStream(step, isService));
        double Rate(long time) => rate * (1 - .5 * Math.Cos(time % Day / 43200.0 * Math.PI));
        double Expected(int hours, double factor)
        {
            var (expected, truth) = (0.0, 0.0);
            for (var end = stream.Time + hours * 3600; stream.Time < end;)
            {
                truth += Rate(stream.Time);
                expected += stream.Next(MadeStream.Count(random, factor * Rate(stream.Time))).Expected;
            }

            return expected / truth;
        }

        Expected(21 * 24, 1);
        var before = Expected(24, 1);
        Expected(72, 20);
        var after = Expected(24, 1);
        output.WriteLine($"expected over true: {before:F3} before, {after:F3} after");
        Assert.InRange(after / before, .95, 1.05);
    }

    [Fact]
    public void Doubling_ThatLasts_IsOneIncidentAndANewLevelOnTheFifthDay()
    {
        foreach (var rate in (double[])[5, 20, 100])
        {
            var (random, stream) = (new Random(Seed), new WatchedStream(60, true));
            double Rate(long time) => rate * (1 - .4 * Math.Cos(time % Day / 43200.0 * Math.PI));
            while (stream.Time < MadeStream.Start + 14 * Day) stream.Next(MadeStream.Count(random, Rate(stream.Time)));
            var doubled = stream.Time + 10 * 3600;
            while (stream.Time < doubled) stream.Next(MadeStream.Count(random, Rate(stream.Time)));
            stream.Rows.Events.Clear();
            stream.Rows.Incidents.Clear();
            var (expected, truth) = (0.0, 0.0);
            while (stream.Time < doubled + 8 * Day)
            {
                var judged = stream.Next(MadeStream.Count(random, 2 * Rate(stream.Time)));
                if (stream.Time < doubled + 7 * Day) continue;
                (expected, truth) = (expected + judged.Expected, truth + 2 * Rate(stream.Time));
            }

            var told = string.Join('\n', stream.Changes.Select(change => $"{(change.At - doubled) / 86400.0:F2} d {change.State} ({change.Note})"));
            output.WriteLine($"{rate} a window, {stream.Alerts} alerts: expected over true on the eighth day {expected / truth:F3}\n{told}");
            Assert.True(stream.Rows.Incidents.Where(row => row.ConfirmedAt is not null).Select(row => row.IncidentId).Distinct().Count() == 1, $"seed {Seed}, {rate} a window:\n{told}");
            var end = stream.Changes.Last();
            Assert.True(end is { State: "resolved", Note: "new level" } && (end.At - doubled) / (double)Day is >= 4 and < 5, $"seed {Seed}, {rate} a window:\n{told}");
            Assert.InRange(expected / truth, .95, 1.05);
        }
    }

    // A service does not alert at all. A series, of which no people are known, has its false alarms in any week; the change of the clocks adds none to them:
    // two weeks of 17 streams may differ by chance.
    [Theory]
    [InlineData(60, true, 0)]
    [InlineData(300, false, 5)]
    [InlineData(1200, false, 5)]
    public void DaylightSaving_AnHourEarlier_DoesNotAlert(int step, bool isService, int chance)
    {
        var (random, alerts, usual) = (new Random(Seed), 0, 0);
        for (var i = 0; i < Streams; i++)
        {
            var rate = 5 * Math.Pow(10, random.NextDouble());
            double Rate(long time) => rate * (1 - .6 * Math.Cos(time % Day / 43200.0 * Math.PI));
            var stream = new WatchedStream(step, isService);
            while (stream.Time < MadeStream.Start + 21 * Day) stream.Next(MadeStream.Count(random, Rate(stream.Time)));
            var before = stream.Alerts;
            while (stream.Time < MadeStream.Start + 28 * Day) stream.Next(MadeStream.Count(random, Rate(stream.Time)));
            usual += stream.Alerts - before;
            before = stream.Alerts;
            while (stream.Time < MadeStream.Start + 35 * Day) stream.Next(MadeStream.Count(random, Rate(stream.Time + 3600)));
            alerts += stream.Alerts - before;
        }

        output.WriteLine($"{alerts} alerts in {Streams} weeks after the clocks were changed, {usual} in the weeks before");
        Assert.True(alerts <= usual + chance && (!isService || usual == 0), $"seed {Seed}: {alerts} alerts, {usual} in the weeks before");
    }

    [Fact]
    public void NewStream_SurgeAfterOneHourOfMinutes_IsConfirmedWithinFiveWindows()
    {
        var (random, confirmed, before) = (new Random(Seed), 0, 0);
        for (var i = 0; i < 40; i++)
        {
            var rate = 2 * Math.Pow(10, random.NextDouble());
            var stream = new WatchedStream(60, true);
            for (var minute = 0; minute < 60; minute++) stream.Next(MadeStream.Count(random, rate));
            before += stream.Alerts;
            for (var minute = 0; minute < 5; minute++) stream.Next(MadeStream.Count(random, 8 * rate));
            if (stream.State == IncidentState.Confirmed) confirmed++;
        }

        Assert.True((confirmed, before) == (40, 0), $"seed {Seed}: {confirmed} of 40 confirmed, {before} in the quiet hour");
    }
}
