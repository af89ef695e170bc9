using SignalDetect.Core.Detectors;
using SignalDetect.Core.Detectors.Presets;
using Xunit;

namespace SignalDetect.Core.Tests.Detectors;

public sealed class TailDetectorTests
{
    private static readonly CalibrationParameters Calibration = new();

    [Theory]
    [InlineData(12, 4, 5)]
    [InlineData(40, 10, 14)]
    [InlineData(3, .2, .25)]
    [InlineData(30, 10, 40)]
    [InlineData(150, 100, 100.01)]
    public void Advance_OneWindow_IsTheNegativeBinomialTail(double count, double mean, double variance)
    {
        var detector = new TailDetector(new TailParameters { SpansMinutes = [1] }, Calibration, 60);
        var nats = Begin(detector, out var state).Advance(state, new Observation(count, mean, variance, 0, true)).Nats;
        Assert.Equal(ExactTail(count, mean, mean * mean / (variance - mean)), Math.Exp(-nats), .1 * Math.Exp(-nats));
    }

    [Theory]
    [InlineData(60, new[] { 1, 5, 15, 60 }, 60)]
    [InlineData(300, new[] { 1, 5, 15, 60 }, 12)]
    [InlineData(1200, new[] { 1, 5, 15, 60 }, 3)]
    [InlineData(86400, new[] { 1, 5, 15, 60 }, 1)]
    public void Advance_SteadyExcess_IsSummedOverTheLongestSpan(int step, int[] spans, int windows)
    {
        // Without over-dispersion the tail of the sum is that of a Poisson; the excess is too small for any shorter span to be stronger.
        var detector = new TailDetector(new TailParameters { SpansMinutes = spans }, Calibration, step);
        Begin(detector, out var state);
        var nats = Enumerable.Range(0, windows).Select(_ => detector.Advance(state, new Observation(13, 10, 10, 0, true)).Nats).ToArray()[^1];
        var distinct = spans.Where(minutes => minutes * 60 >= step).DefaultIfEmpty(1).Count();
        var want = ExactTail(13 * windows, 10 * windows, 1e7) * distinct;
        Assert.InRange(nats, .7 * -Math.Log(want), 1.2 * -Math.Log(want) + .1);
    }

    [Fact]
    public void Advance_SharedErrorOfTheLevel_DoesNotAverageOut()
    {
        var (independent, shared) = (Nats(10.0001), Nats(40));
        Assert.True(shared < .3 * independent, $"{shared} {independent}");

        static double Nats(double variance)
        {
            var detector = new TailDetector(new TailParameters { SpansMinutes = [60] }, Calibration, 60);
            Begin(detector, out var state);
            return Enumerable.Range(0, 60).Select(_ => detector.Advance(state, new Observation(14, 10, variance, 0, true)).Nats).ToArray()[^1];
        }
    }

    [Fact]
    public void Advance_AfterTheSpan_HasForgotten()
    {
        var detector = new TailDetector(new TailParameters { SpansMinutes = [5] }, Calibration, 60);
        Begin(detector, out var state);
        var nats = Enumerable.Range(0, 12).Select(i => detector.Advance(state, new Observation(i == 3 ? 60 : 4, 10, 10, 0, true)).Nats).ToArray();
        Assert.All(nats[..3].Concat(nats[8..]), quiet => Assert.InRange(quiet, 0, .1));
        Assert.All(nats[3..8], loud => Assert.InRange(loud, 1, 100));
    }

    [Fact]
    public void Advance_Measurement_IsTwoSided()
    {
        var detector = new TailDetector(new TailParameters { SpansMinutes = [1] }, Calibration, 60);
        Begin(detector, out var state);
        Assert.Equal(5.912, detector.Advance(state, new Observation(-3, 0, 1, 0, false)).Nats, .01);   // -ln P(|Z| >= 3)
    }

    private static TailDetector Begin(TailDetector detector, out double[] state)
    {
        state = new double[detector.StateLength];
        detector.Start(state);
        return detector;
    }

    // Mid-p, term by term.
    private static double ExactTail(double count, double mean, double size)
    {
        var (mass, below) = (Math.Exp(size * Math.Log(size / (size + mean))), 0.0);
        for (var k = 0; k < count; k++)
        {
            below += mass;
            mass *= (size + k) / (k + 1) * (mean / (size + mean));
        }

        return 1 - below - mass / 2;
    }
}
