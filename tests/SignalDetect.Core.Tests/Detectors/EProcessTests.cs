using SignalDetect.Core.Detectors;
using SignalDetect.Core.Detectors.Presets;
using Xunit;

namespace SignalDetect.Core.Tests.Detectors;

public sealed class EProcessTests
{
    private static readonly EProcessParameters Plain = new() { Shifts = [1], Tax = 0, ResidualCap = 5 };

    [Fact]
    public void Advance_OneShift_IsTheLogarithmOfTheLikelihoodRatioAndRestartsAtOne()
    {
        var scores = Residuals.Through(new EProcess(Plain), true, 2, 1, -9, .25, 4, 100);
        Assert.Equal([1.5, 2, 0, 0, 3.5, 8], scores.Select(score => score.Nats));
    }

    [Fact]
    public void Advance_TwoShifts_TheBetterBetCountsWithItsShareOfTheStake()
    {
        var scores = Residuals.Through(new EProcess(Plain with { Shifts = [1, 4] }), true, 2, 4);
        Assert.Equal([1.5 - Math.Log(2), 8 - Math.Log(2)], scores.Select(score => score.Nats));
    }

    [Fact]
    public void Advance_Measurements_BetsBothWaysWithHalves()
    {
        var scores = Residuals.Through(new EProcess(Plain), false, -3, -2, 4);
        Assert.Equal([2.5 - Math.Log(2), 4 - Math.Log(2), 3.5 - Math.Log(2)], scores.Select(score => score.Nats));
    }

    [Fact]
    public void Advance_Taxed_ComesBackWithoutResidualsBelowZero()
    {
        var scores = Residuals.Through(new EProcess(Plain with { Tax = .5 }), true, [4.5, .5, .5, .5]);
        Assert.Equal([4, 2, 1, .5], scores.Select(score => score.Nats));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(.1)]
    public void Advance_QuietResiduals_KeepsTheRunLengthItPromises(double tax)
    {
        var run = Residuals.RunLength(new EProcess(new EProcessParameters { Tax = tax, RunLength = 100 }), true);
        Assert.True(run >= 100, $"mean run {run}");
    }

    [Theory]
    [InlineData(0, .1)]
    [InlineData(0, .01)]
    [InlineData(.1, .01)]
    public void Advance_QuietResiduals_NeverPromisesMoreThanItHolds(double tax, double p)
    {
        var share = Residuals.ShareOf(new EProcess(new EProcessParameters { Tax = tax }), p);
        Assert.True(share > 0 && share <= p, $"{share} of windows at p <= {p}");
    }

    [Fact]
    public void Advance_ManyRunsWatchedThroughout_KeepVillesInequality()
    {
        // Ville: a wealth that does not restart ever reaches 20 in at most a twentieth of the runs. One shift, until the first restart.
        const int Seed = 29;
        var (random, reached, runs) = (new Random(Seed), 0, 20_000);
        var process = new EProcess(Plain with { Shifts = [1.5], ResidualCap = 20 });
        var state = new double[process.StateLength];
        for (var run = 0; run < runs; run++)
        {
            process.Start(state);
            var nats = 0.0;
            do nats = process.Advance(state, new Observation(0, 0, 1, MadeStream.Normal(random), true)).Nats;
            while (nats > 0 && nats < Math.Log(20));
            if (nats > 0) reached++;
        }

        Assert.True(reached > 0 && reached <= runs / 20.0, $"seed {Seed}: {reached} of {runs} reached 20");
    }
}
