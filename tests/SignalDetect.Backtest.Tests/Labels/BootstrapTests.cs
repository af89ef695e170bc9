using SignalDetect.Backtest.Labels;

namespace SignalDetect.Backtest.Tests.Labels;

public sealed class BootstrapTests
{
    private const long Minute = 60_000;

    [Fact]
    public void Intervals_TwentyStreamsHalfOfThemCaught_AreThoseOfTheBinomial()
    {
        var scoring = Of(20);
        var intervals = scoring.Intervals();

        Assert.True(scoring.Bootstrap.OverStreams);
        // The share caught of twenty drawn streams is binomial of 20 at one half: 5 or fewer have 2.1 %, 6 or fewer 5.8 %; so the ends are 6 and 14 of 20, or next to them.
        Assert.InRange(intervals.Recall!.Low, 0.25, 0.3);
        Assert.InRange(intervals.Recall.High, 0.7, 0.75);
        // Every alarm is right, and each stream has one label with one alarm or none.
        Assert.Equal((1.0, 1.0), (intervals.Precision!.Low, intervals.Precision.High));
        Assert.Equal((0.0, 0.0), (intervals.FalseAlarmsPerStreamWeek!.Low, intervals.FalseAlarmsPerStreamWeek.High));
        Assert.Equal((20.0, 20.0), (intervals.DelayP50!.Low, intervals.DelayP50.High));
    }

    [Fact]
    public void Intervals_FewStreams_AreOverTheirWeeks()
    {
        var scoring = Of(4);

        Assert.False(scoring.Bootstrap.OverStreams);
        Assert.Equal(1000, scoring.Bootstrap.Draws);
        Assert.InRange(scoring.Intervals().Recall!.Low, 0, 0.25);
    }

    [Fact]
    public void Intervals_MadeTwice_AreTheSame() => Assert.Equal(Of(15).Intervals(), Of(15).Intervals());

    [Fact]
    public void Intervals_WithoutAlarms_SayNothingOfPrecision()
    {
        var intervals = new Scoring([Streams.Of("a")], [Label("a")]).Intervals();

        Assert.Null(intervals.Precision);
        Assert.Null(intervals.DelayP50);
        Assert.Equal(new Interval(0, 0), intervals.Recall);
    }

    private static Scoring Of(int streams) => new(
        [.. Enumerable.Range(0, streams).Select(i => i % 2 == 0 ? Streams.Of($"s{i}", 1010) : Streams.Of($"s{i}"))],
        [.. Enumerable.Range(0, streams).Select(i => Label($"s{i}"))]);

    private static Label Label(string stream) => new(stream, 1000 * Minute, 1100 * Minute, 1000 * Minute, 1000 * Minute);
}
