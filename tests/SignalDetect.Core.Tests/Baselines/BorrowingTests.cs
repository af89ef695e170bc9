using SignalDetect.Core.Detectors;
using SignalDetect.Core.Tests.Detectors;
using Xunit;

namespace SignalDetect.Core.Tests.Baselines;

public sealed class BorrowingTests
{
    private const int Seed = 23;
    private const int Step = 300;
    private readonly StreamDetector detector = MadeStream.Detector(Step);
    private readonly MadeStream parent;
    private readonly Random random = new(Seed);

    public BorrowingTests()
    {
        parent = new MadeStream(detector);
        while (parent.Time < MadeStream.Start + 28 * 86400) parent.Next(MadeStream.Count(random, 50 * Shape(parent.Time), 20));
    }

    [Fact]
    public void StartFrom_ParentWithADay_ExpectsItsShareOfThatDay()
    {
        var child = Child(.1);
        for (var hour = 0; hour < 24; hour++)
        {
            var time = parent.Time + hour * 3600;
            var judged = detector.JudgePartial(new StreamWindow(child.Fast, child.Profile, time, 0));
            Assert.InRange(judged.Expected, .6 * 5 * Shape(time), 1.5 * 5 * Shape(time) + .3);
        }
    }

    [Fact]
    public void Judge_SurgeInTheFirstHour_IsRaised()
    {
        var raised = 0;
        for (var trial = 0; trial < 20; trial++)
        {
            var child = Child(.1);
            for (var i = 0; i < 8; i++) child.Next(MadeStream.Count(random, 5 * Shape(child.Time), 20));
            if (Enumerable.Range(0, 3).Any(_ => child.Next(MadeStream.Count(random, 60 * Shape(child.Time), 20)).Raised)) raised++;
        }

        Assert.True(raised >= 19, $"seed {Seed}: {raised} of 20");
    }

    [Fact]
    public void Judge_FirstQuietDay_PValuesHold()
    {
        var (rare, raised, judged) = (0, 0, 0);
        for (var trial = 0; trial < 40; trial++)
        {
            var child = Child(.1 * (.8 + .4 * random.NextDouble()));
            for (var i = 0; i < 288; i++, judged++)
            {
                var said = child.Next(MadeStream.Count(random, 5 * Shape(child.Time), 20));
                if (said.PValue <= .01) rare++;
                if (said.Raised) raised++;
            }
        }

        Assert.InRange(rare / (.01 * judged), 0, 3);
        Assert.InRange(raised, 0, 6);   // seed 23: 40 days
    }

    [Fact]
    public void StartFrom_WrongShare_OwnWindowsSoonRule()
    {
        var child = Child(.4);   // four times too much
        for (var i = 0; i < 3 * 288; i++) child.Next(MadeStream.Count(random, 5 * Shape(child.Time), 20));
        var judged = child.Next(5);
        Assert.InRange(judged.Expected, .5 * 5 * Shape(child.Time), 2 * 5 * Shape(child.Time));
    }

    [Fact]
    public void StartFrom_ParentOfMeasurements_IsOneToo()
    {
        parent.Next(.5);
        Assert.False(StreamDetector.IsCounts(Child(.5).Fast));
    }

    [Fact]
    public void StartFrom_ParentThatKnowsNothing_IsAPlainStart()
    {
        var (fast, profile) = (new double[detector.FastLength], new double[detector.ProfileLength]);
        var nothing = new MadeStream(detector);
        detector.StartFrom(fast, profile, nothing.Fast, nothing.Profile, .5);
        Assert.Equal(nothing.Fast, fast);
        Assert.Equal(nothing.Profile, profile);
    }

    private MadeStream Child(double share)
    {
        var child = parent.Copy();
        detector.StartFrom(child.Fast, child.Profile, parent.Fast, parent.Profile, share);
        return child;
    }

    private static double Shape(long time) => 1 + .9 * Math.Sin(2 * Math.PI * (time % 86400) / 86400.0);
}
