using SignalDetect.Core.Detectors;
using SignalDetect.Testing;
using Xunit;

namespace SignalDetect.Core.Tests.Detectors;

public sealed class StreamDetectorTests
{
    private const int Seed = 41;
    private readonly StreamDetector detector = new(Preset.Load(Repository.File("models/presets/default.json")), 300);

    [Fact]
    public void Judge_SurgeOfEightTimes_IsRaisedInItsFirstWindow()
    {
        var (stream, random) = (new MadeStream(detector), new Random(Seed));
        for (var i = 0; i < 3000; i++) stream.Next(MadeStream.Count(random, 20));
        var judged = stream.Next(160);
        Assert.True(judged is { Raised: true, Hot: true, Residual: > 5, Score: > .5, PValue: < 1e-3 }, $"seed {Seed}: {judged}");
        Assert.InRange(judged.Expected, 15, 25);
        Assert.True(judged.Lower < judged.Expected && judged.Expected < judged.Upper && judged.Upper < 60, $"{judged}");
    }

    [Fact]
    public void Judge_OutageThatLasts_IsRaisedOnceAndStaysHot()
    {
        var (stream, random) = (new MadeStream(detector), new Random(Seed));
        for (var i = 0; i < 3000; i++) stream.Next(MadeStream.Count(random, 20));
        var judged = Enumerable.Range(0, 12).Select(_ => stream.Next(MadeStream.Count(random, 160))).ToArray();
        Assert.Equal(1, judged.Count(one => one.Raised));
        Assert.True(judged.All(one => one.Hot), $"seed {Seed}");
    }

    [Fact]
    public void Judge_FewCounts_AreNoAlarmHoweverRare()
    {
        var stream = new MadeStream(detector);
        for (var i = 0; i < 3000; i++) stream.Next(0);
        Assert.True(stream.Copy().Next(4) is { Raised: false, Hot: false });
        Assert.True(stream.Copy().Next(5) is { Raised: true, Hot: true });
    }

    [Fact]
    public void Judge_DropToNothing_IsRaisedWhereManyAreExpected()
    {
        var (stream, random) = (new MadeStream(detector), new Random(Seed));
        for (var i = 0; i < 3000; i++) stream.Next(MadeStream.Count(random, 400));
        Assert.True(stream.Next(0) is { Raised: true, Residual: < -5 });
    }

    [Fact]
    public void Judge_FirstWindow_KnowsNothing()
    {
        var judged = new MadeStream(detector).Next(1000);
        Assert.True(double.IsNaN(judged.Expected) && double.IsNaN(judged.PValue) && judged is { Raised: false, Evidence: 0, Score: 0 });
    }

    [Fact]
    public void Judge_WhatComesLater_ChangesNothingBefore()
    {
        var (one, other, random) = (new MadeStream(detector), new MadeStream(detector), new Random(Seed));
        var values = Enumerable.Range(0, 800).Select(_ => MadeStream.Count(random, 5)).ToArray();
        var first = values.Select(one.Next).ToArray();
        var second = values.Select((value, i) => other.Next(i < 500 ? value : value * 9)).ToArray();
        Assert.Equal(first[..500], second[..500]);
        Assert.NotEqual(first[500..], second[500..]);
    }

    [Fact]
    public void Judge_StateSavedAndRestoredMidway_ChangesNothing()
    {
        var (stream, random) = (new MadeStream(detector), new Random(Seed));
        for (var i = 0; i < 700; i++)
        {
            var value = MadeStream.Count(random, i % 90 == 0 ? 60 : 5) + (i > 600 ? .5 : 0);
            var restored = stream.Copy();
            Assert.Equal(stream.Next(value), restored.Next(value));
            Assert.Equal(stream.Fast, restored.Fast);
            Assert.Equal(stream.Profile, restored.Profile);
            if (i % 2 == 0) stream = restored;
        }
    }

    [Fact]
    public void Learn_CopyThatLooksAhead_LeavesTheStreamAsItWas()
    {
        var (stream, random) = (new MadeStream(detector), new Random(Seed));
        for (var i = 0; i < 500; i++) stream.Next(MadeStream.Count(random, 5));
        var (before, ahead) = (stream.Copy(), (double[])stream.Fast.Clone());
        var judged = detector.Advance(new StreamWindow(ahead, stream.Profile, stream.Time, 70, IsAhead: true));
        Assert.Equal(before.Fast, stream.Fast);
        Assert.Equal(before.Profile, stream.Profile);
        Assert.Equal(judged, stream.Next(70));
        Assert.Equal(stream.Fast, ahead);
    }

    [Fact]
    public void Advance_ManyStreamsInAnyOrder_SaysWhatOneAtATimeSays()
    {
        // Counts, measurements and what becomes one, begun at different times, some with gaps: 19 at once, forward and backward, against each alone.
        const int Streams = 19;
        var random = new Random(Seed);
        var series = Enumerable.Range(0, Streams).Select(i => Enumerable.Range(0, 400).Select(w => Value(random, i, w)).ToArray()).ToArray();
        var (alone, together, backward) = (Begun(), Begun(), Begun());
        var judged = new StreamJudgement[Streams];
        for (var window = 0; window < 400; window++)
        {
            var present = Enumerable.Range(0, Streams).Where(i => window >= 3 * i && !double.IsNaN(series[i][window])).ToArray();
            var wanted = present.Select(i => detector.Advance(Window(alone, i, window))).ToArray();
            detector.Advance(present.Select(i => Window(together, i, window)).ToArray(), judged);
            Assert.Equal(wanted, judged[..present.Length]);
            detector.Advance(present.Reverse().Select(i => Window(backward, i, window)).ToArray(), judged);
            Assert.Equal(wanted.Reverse(), judged[..present.Length]);
        }

        for (var i = 0; i < Streams; i++)
        {
            Assert.Equal(alone[i].Fast, together[i].Fast);
            Assert.Equal(alone[i].Profile, together[i].Profile);
            Assert.Equal(alone[i].Fast, backward[i].Fast);
        }

        MadeStream[] Begun() => [.. Enumerable.Range(0, Streams).Select(_ => new MadeStream(detector))];

        StreamWindow Window(MadeStream[] of, int i, int window) =>
            new(of[i].Fast, of[i].Profile, MadeStream.Start + 300L * window + 7200 * i, series[i][window], window % 50 == 0 ? .3 : 1, IsAhead: window % 7 == 0, 1 + .1 * i);

        static double Value(Random random, int i, int window) =>
            (i + window) % 41 == 0 ? double.NaN : MadeStream.Count(random, window % 130 > 120 ? 90 : i + .05) + (i % 3 == 1 || (i % 3 == 2 && window > 200) ? .25 * random.NextDouble() - 1 : 0);
    }

    [Fact]
    public void IsCounts_FractionOrNegative_EndsItForGood()
    {
        var stream = new MadeStream(detector);
        for (var i = 0; i < 50; i++) stream.Next(7);
        Assert.True(StreamDetector.IsCounts(stream.Fast));
        var negative = stream.Copy();
        stream.Next(7.5);
        negative.Next(-1);
        stream.Next(7);
        Assert.False(StreamDetector.IsCounts(stream.Fast));
        Assert.False(StreamDetector.IsCounts(negative.Fast));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Judge_WhatWasNotCollected_IsRefused(double value) => Assert.Throws<ArgumentOutOfRangeException>(() => new MadeStream(detector).Next(value));

    [Fact]
    public void Judge_StateOfAnotherLength_IsRefused() => Assert.Throws<ArgumentException>(() => detector.Advance(new StreamWindow(new double[3], new double[detector.ProfileLength], 0, 1)));
}
