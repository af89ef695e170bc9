using SignalDetect.Core.Detectors;
using Xunit;

namespace SignalDetect.Core.Tests.Detectors;

public sealed class PartialWindowTests
{
    private const int Seed = 7;
    private readonly StreamDetector detector = MadeStream.Detector(60);
    private readonly MadeStream stream;

    public PartialWindowTests()
    {
        stream = new MadeStream(detector);
        var random = new Random(Seed);
        for (var i = 0; i < 4000; i++) stream.Next(MadeStream.Count(random, 5));
    }

    [Fact]
    public void JudgePartial_Overwhelming_IsRaised() => Assert.True(Partial(120) is { Raised: true, Hot: true, PValue: < 1e-3, Residual: > 8 });

    [Fact]
    public void JudgePartial_RaisedOrHot_OnlyWhereTheWholeWindowIsToo()
    {
        for (var count = 0; count < 300; count++)
        {
            var (partial, whole) = (Partial(count), stream.Copy().Next(count));
            Assert.True(!partial.Raised || whole.Raised, $"seed {Seed}, {count}: {partial} {whole}");
            Assert.True(!partial.Hot || whole.Hot, $"seed {Seed}, {count}: {partial} {whole}");
            Assert.True(partial.Evidence <= whole.Evidence + 1e-9, $"seed {Seed}, {count}: {partial} {whole}");
        }
    }

    [Fact]
    public void JudgePartial_JustAnAlarm_IsNotRaisedYet()
    {
        var least = Enumerable.Range(0, 300).First(count => stream.Copy().Next(count).Raised);
        Assert.False(Partial(least).Raised);
        Assert.InRange(Enumerable.Range(0, 300).First(count => Partial(count).Raised), least + 1, 3 * least);
    }

    [Fact]
    public void JudgePartial_NothingSoFar_SaysNothing() => Assert.True(Partial(0) is { Raised: false, Evidence: 0, Surprise: 0 });

    [Fact]
    public void JudgePartial_Measurement_SaysNothing()
    {
        stream.Next(4.5);
        Assert.Equal(StreamJudgement.Unknown, Partial(1e6));
    }

    [Fact]
    public void JudgePartial_NewStream_SaysNothing() => Assert.Equal(StreamJudgement.Unknown, detector.JudgePartial(new StreamWindow(new MadeStream(detector).Fast, new MadeStream(detector).Profile, 0, 1000)));

    private StreamJudgement Partial(double value) => detector.JudgePartial(new StreamWindow(stream.Fast, stream.Profile, stream.Time, value));
}
