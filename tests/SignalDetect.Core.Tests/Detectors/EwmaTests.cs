using SignalDetect.Core.Detectors;
using SignalDetect.Core.Detectors.Presets;
using Xunit;

namespace SignalDetect.Core.Tests.Detectors;

public sealed class EwmaTests
{
    [Fact]
    public void Advance_FirstWindows_HoldsTheAverageAgainstItsExactDeviation()
    {
        var scores = Residuals.Through(new Ewma(new EwmaParameters { Weight = .5 }), true, 1, 1, -3);
        Assert.Equal(.5 / Math.Sqrt(.25), scores[0].Score, 12);            // variance 1/3 (1 - 1/4)
        Assert.Equal(.75 / Math.Sqrt(.3125), scores[1].Score, 12);         // variance 1/3 (1 - 1/16)
        Assert.Equal(-1.125 / Math.Sqrt(.328125), scores[2].Score, 12);    // variance 1/3 (1 - 1/64)
        Assert.Equal(-Math.Log(.15865525393145707), scores[0].Nats, 9);
        Assert.Equal(0, scores[2].Nats);
    }

    [Fact]
    public void Advance_Measurements_LooksBothWaysAtTwiceTheProbability()
    {
        var scores = Residuals.Through(new Ewma(new EwmaParameters { Weight = .5 }), false, -1);
        Assert.Equal(1, scores[0].Score, 12);
        Assert.Equal(-Math.Log(2 * .15865525393145707), scores[0].Nats, 9);
    }

    [Fact]
    public void Advance_QuietResiduals_AlertsAsRarelyAsLucasAndSaccucciSay() =>
        Assert.InRange(Residuals.RunLength(new Ewma(new EwmaParameters { Weight = .25, Limit = 2.998 }), false, 1_000_000), 450, 550);   // 500

    [Fact]
    public void Advance_QuietResiduals_PValuesAreWhatTheyPromise() =>
        Assert.InRange(Residuals.ShareOf(new Ewma(new EwmaParameters()), 1e-3) / 1e-3, .7, 1.3);
}
