using SignalDetect.Core.Detectors;
using SignalDetect.Core.Detectors.Presets;
using Xunit;

namespace SignalDetect.Core.Tests.Detectors;

public sealed class BocpdTests
{
    private static readonly BocpdParameters Plain = new() { MeanRun = 100, LongestRun = 1000, PriorDeviation = 3, Shift = 1 };

    [Fact]
    public void Advance_FirstWindow_IsBayesOnTheOldRunAndANewOne()
    {
        var old = .99 * Density(5, 1 + 1 / (1000 + 1 / 9.0));
        var begun = .01 * Density(5, 1 + 9);
        Assert.Equal(-Math.Log(old / (old + begun)), Residuals.Through(new Bocpd(Plain), true, 5)[0].Nats, 9);
    }

    [Fact]
    public void Advance_ThreeWindows_IsBayesOnEveryWayToPartThem()
    {
        double[] values = [.5, 3, 4];
        var (quiet, all) = (0.0, 0.0);
        for (var ways = 0; ways < 8; ways++)   // bit i: window i begins a run
        {
            var (weight, windows, sum) = (1.0, 1000, 0.0);
            for (var i = 0; i < values.Length; i++)
            {
                if ((ways >> i & 1) != 0) (windows, sum, weight) = (0, 0, weight * .01);
                else weight *= .99;
                var precision = windows + 1 / 9.0;
                weight *= Density(values[i] - sum / precision, 1 + 1 / precision);
                (windows, sum) = (windows + 1, sum + values[i]);
            }

            all += weight;
            if (sum / (windows + 1 / 9.0) <= 1) quiet += weight;
        }

        Assert.Equal(-Math.Log(quiet / all), Residuals.Through(new Bocpd(Plain), true, values)[^1].Nats, .01);   // the oldest run fades by a thousandth
    }

    [Fact]
    public void Advance_ShiftThatLasts_StaysCertainAndIsOverSoonAfterIt()
    {
        var scores = Residuals.Through(new Bocpd(new BocpdParameters()), true, [.. Enumerable.Repeat(0.0, 50), .. Enumerable.Repeat(4.0, 100), .. Enumerable.Repeat(0.0, 5)]);
        Assert.True(scores[49].Nats < .01, $"{scores[49]}");
        Assert.All(scores[52..150], score => Assert.True(score.Alert, $"{score}"));
        Assert.True(scores[^1].Nats < .1, $"{scores[^1]}");
    }

    [Fact]
    public void Advance_Dip_IsSeenOnMeasurementsAlone()
    {
        Assert.True(Residuals.Through(new Bocpd(Plain), false, -8, -8)[^1].Nats > 20);
        Assert.True(Residuals.Through(new Bocpd(Plain), true, -8, -8)[^1].Nats < 1e-9);
    }

    [Theory]
    [InlineData(.01)]
    [InlineData(.001)]
    public void Advance_QuietResiduals_NeverPromisesMoreThanItHolds(double p)
    {
        var share = Residuals.ShareOf(new Bocpd(new BocpdParameters()), p);
        Assert.True(share <= p, $"{share} of windows at p <= {p}");
    }

    private static double Density(double off, double variance) => Math.Exp(-.5 * off * off / variance) / Math.Sqrt(variance);
}
