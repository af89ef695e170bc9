using SignalDetect.Core.Detectors;
using Xunit;

namespace SignalDetect.Core.Tests.Detectors;

/// <summary>What becomes of a primary detector's own nats.</summary>
public sealed class PrimaryTests
{
    [Fact]
    public void Judge_SelfCalibratedPrimary_TakesItsNatsAsTheyAre() => Assert.All(Evidence(isSelfCalibrated: true), nats => Assert.Equal(6, nats));

    [Fact]
    public void Judge_AnotherPrimary_HoldsItsNatsAgainstItsOwnPast()
    {
        var evidence = Evidence(isSelfCalibrated: false).ToArray();
        Assert.True(evidence[^1] < 2, $"what comes in every window is no evidence: {evidence[^1]}");
    }

    private static IEnumerable<double> Evidence(bool isSelfCalibrated)
    {
        var stream = new MadeStream(new StreamDetector(
            new Preset { Name = "x", Primary = Cusum.Key }, 300, (_, _, _) => new Steady(isSelfCalibrated)));
        return Enumerable.Range(0, 5000).Select(i => stream.Next(20 + i % 3).Evidence).ToArray()[1..];
    }

    /// <summary>Says six nats of every window.</summary>
    private sealed class Steady(bool isSelfCalibrated) : IDetector
    {
        public string Name => Cusum.Key;

        public int StateLength => 1;

        public double Memory => 1;

        public bool IsSelfCalibrated => isSelfCalibrated;

        public void Start(Span<double> state) => state.Clear();

        public DetectorScore Advance(Span<double> state, in Observation seen) => new(6, 6, true);
    }
}
