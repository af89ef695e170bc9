using SignalDetect.Core.Detectors;
using SignalDetect.Core.Detectors.Presets;
using Xunit;

namespace SignalDetect.Core.Tests.Detectors;

public sealed class CusumTests
{
    private static readonly CusumParameters Half = new() { Reference = .5, Threshold = 9, ResidualCap = 6, SumCap = 30 };

    [Fact]
    public void Advance_Counts_SumsWhatIsAboveTheReference()
    {
        var sums = Sums(Half, true, 1, 2, -3, .25, 4, 100, -1);
        Assert.Equal([.5, 2, 0, 0, 3.5, 9, 7.5], sums);
    }

    [Fact]
    public void Advance_Measurements_SumsBothWays()
    {
        var sums = Sums(Half, false, -1, -2, 3, -4);
        Assert.Equal([.5, 2, 2.5, 3.5], sums);
    }

    [Fact]
    public void Advance_LongOutage_StopsAtTheCap() => Assert.Equal(30, Sums(Half, true, [.. Enumerable.Repeat(6.0, 50)])[^1]);

    [Fact]
    public void Advance_Fading_LosesItsShareOfTheSum() => Assert.Equal([3, 1.5, 3.25], Sums(Half with { Fade = .5 }, true, 3.5, .5, 3));

    [Fact]
    public void Advance_AtTheThreshold_Alerts()
    {
        var cusum = new Cusum(Half with { Threshold = 3 });
        var state = new double[cusum.StateLength];
        Assert.Equal([false, true, false], Run(cusum, state, true, 3, 1.5, -2).Select(score => score.Alert));
    }

    [Fact]
    public void Advance_QuietResiduals_AlertsAboutAsRarelyAsSiegmundSays()
    {
        const int Seed = 17;
        var cusum = new Cusum(Half with { Threshold = 4, SumCap = 4 });   // average run length about 336
        var (state, random, runs, windows) = (new double[cusum.StateLength], new Random(Seed), 0, 200_000);
        for (var i = 0; i < windows; i++)
        {
            if (!cusum.Advance(state, new Observation(0, 0, 1, MadeStream.Normal(random), true)).Alert) continue;
            runs++;
            cusum.Start(state);
        }

        Assert.InRange(windows / (double)runs, .9 * 336, 1.1 * 336);   // seed 17
    }

    [Fact]
    public void Advance_QuietResiduals_PValuesHoldWithinAFactorOfTwo()
    {
        const int Seed = 19;
        var cusum = new Cusum(new CusumParameters());
        var (state, random, rare, windows) = (new double[cusum.StateLength], new Random(Seed), 0, 300_000);
        for (var i = 0; i < windows; i++)
            if (cusum.Advance(state, new Observation(0, 0, 1, MadeStream.Normal(random), true)).PValue <= 1e-3) rare++;
        Assert.InRange(rare / (1e-3 * windows), .5, 2);   // seed 19
    }

    private static double[] Sums(CusumParameters parameters, bool counts, params double[] residuals)
    {
        var cusum = new Cusum(parameters);
        return [.. Run(cusum, new double[cusum.StateLength], counts, residuals).Select(score => score.Score)];
    }

    private static IEnumerable<DetectorScore> Run(Cusum cusum, double[] state, bool counts, params double[] residuals) =>
        residuals.Select(z => cusum.Advance(state, new Observation(0, 0, 1, z, counts))).ToArray();
}
