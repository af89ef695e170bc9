using SignalDetect.Core.Detectors;
using Xunit;

namespace SignalDetect.Core.Tests.Detectors;

public sealed class WitnessTests
{
    private const int Seed = 5;
    private static readonly string[] Names = [.. DetectorList.Names];
    private readonly StreamDetector detector = MadeStream.Detector(60, Preset.Views, Names);

    [Fact]
    public void Witnesses_OfThePreset_AreInItsOrder() => Assert.Equal(Names, detector.Witnesses);

    [Fact]
    public void Judge_WithWitnesses_SaysOtherwiseTheSameAsWithout()
    {
        var (with, without, random) = (new MadeStream(detector), new MadeStream(MadeStream.Detector(60)), new Random(Seed));
        for (var i = 0; i < 1500; i++)
        {
            var value = MadeStream.Count(random, i is > 1000 and < 1030 ? 40 : 4);
            Assert.Equal(without.Next(value), with.Next(value) with { Witnesses = 0 });
        }
    }

    [Fact]
    public void Judge_LastingSurge_EachWitnessSpeaksOnceAtItsBeginning()
    {
        var (stream, random) = (new MadeStream(detector), new Random(Seed));
        for (var i = 0; i < 5000; i++) stream.Next(MadeStream.Count(random, 10));
        var spoken = new int[Names.Length];
        for (var i = 0; i < 60; i++)
        {
            var judged = stream.Next(MadeStream.Count(random, 80));
            for (var witness = 0; witness < Names.Length; witness++)
                if ((judged.Witnesses >> witness & 1) != 0)
                {
                    spoken[witness]++;
                    Assert.True(detector.WitnessEvidence(stream.Fast, witness) >= detector.AlarmEvidence, $"seed {Seed}, {Names[witness]}");
                    Assert.True(i < 10, $"seed {Seed}, {Names[witness]} speaks at window {i}");
                }
        }

        Assert.All(spoken.Zip(Names), one => Assert.True(one.First == 1, $"seed {Seed}, {one.Second} spoke {one.First} times"));
    }

    [Fact]
    public void Judge_SlowOnset_TailAndCusumSpeakBeforeAnyWindowStandsOut()
    {
        var (stream, random) = (new MadeStream(detector), new Random(Seed));
        for (var i = 0; i < 5000; i++) stream.Next(MadeStream.Count(random, 10));
        var (first, strongest) = (Names.Select(_ => -1).ToArray(), 0.0);
        for (var i = 0; i < 90; i++)
        {
            var judged = stream.Next(MadeStream.Count(random, 10 + i * .15));
            strongest = Math.Max(strongest, judged.Surprise);
            for (var witness = 0; witness < Names.Length; witness++)
                if (first[witness] < 0 && (judged.Witnesses >> witness & 1) != 0) first[witness] = i;
        }

        Assert.True(strongest < detector.AlarmEvidence, $"seed {Seed}: a window had {strongest}");
        Assert.True(first[0] >= 0 && first[1] >= 0, $"seed {Seed}: tail at {first[0]}, cusum at {first[1]}");
    }

    [Fact]
    public void Judge_QuietWeeks_WitnessesKeepTheBudget()
    {
        var (stream, random) = (new MadeStream(detector), new Random(Seed));
        var spoken = new int[Names.Length];
        for (var i = 0; i < 60_000; i++)
        {
            var judged = stream.Next(MadeStream.Count(random, 8 + 5 * Math.Sin(i / 229.2), 30));
            for (var witness = 0; witness < Names.Length; witness++) spoken[witness] += (int)(judged.Witnesses >> witness & 1);
        }

        Assert.All(spoken.Zip(Names), one => Assert.True(one.First <= 6, $"seed {Seed}, {one.Second} spoke {one.First} times in six weeks"));
    }
}
