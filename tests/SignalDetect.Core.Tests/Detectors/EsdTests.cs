using SignalDetect.Core.Detectors;
using SignalDetect.Core.Detectors.Presets;
using Xunit;

namespace SignalDetect.Core.Tests.Detectors;

public sealed class EsdTests
{
    private static readonly double[] Spread = [.. Enumerable.Range(-20, 41).Select(z => (double)z)];

    [Theory]
    [InlineData(1, 3.158794)]
    [InlineData(2, 3.151430)]
    [InlineData(10, 3.085425)]
    public void Critical_RosnersExample_IsThatOfTheHandbook(int i, double want) => Assert.InRange(Esd.Critical(54, i, .05), want - 5e-4, want + 5e-4);   // NIST/SEMATECH, section 1.3.5.17.3

    [Fact]
    public void Advance_Newest_IsHeldAgainstMedianAndDeviationOfTheWindow()
    {
        var score = Residuals.Through(new Esd(new EsdParameters { Windows = 43 }), true, [.. Spread, -30, 15])[^1];
        Assert.Equal(15 / (1.4826 * 11), score.Score, 12);   // of 43 the median is 0; the 22nd smallest distance from it: 0, twice 1 to 10, then 11
    }

    [Fact]
    public void Advance_OutlierBehindGreaterOnes_IsFoundAllTheSame()
    {
        var esd = new Esd(new EsdParameters { Windows = 50 });
        var quiet = Enumerable.Range(0, 44).Select(i => Math.Sin(i * 2.4));
        var scores = Residuals.Through(esd, true, [.. quiet, 300, 200, 100, 90, 80, 7]);
        Assert.Equal([false, false, false, false, false, true], scores[^6..].Select(score => score.Alert));   // before it the window is not full
    }

    [Fact]
    public void Advance_FewWindows_SaysNothing() => Assert.All(Residuals.Through(new Esd(new EsdParameters()), true, [.. Enumerable.Repeat(0.0, 18), 9]), score => Assert.Equal(0, score.Nats));

    [Fact]
    public void Advance_RareSignal_IsNoMoreThanItsOwnResidual()
    {
        var score = Residuals.Through(new Esd(new EsdParameters()), true, [.. Enumerable.Repeat(-.02, 99), 2.3])[^1];
        Assert.InRange(score.Nats, 3, 5);   // -ln P(Z >= 2.32) = 4.6
    }

    [Theory]
    [InlineData(1e-3, .5, 2)]
    [InlineData(1, .1, 1)]   // a scale of at least 1 promises less than it holds
    public void Advance_QuietResiduals_PValuesHoldWithinTheirFactors(double leastScale, double least, double most) =>
        Assert.InRange(Residuals.ShareOf(new Esd(new EsdParameters { LeastScale = leastScale }), 1e-3, 200_000) / 1e-3, least, most);

    [Fact]
    public void Advance_OldResiduals_LeaveInTheOrderTheyCame()
    {
        var esd = new Esd(new EsdParameters { Windows = 20 });
        var after = Residuals.Through(esd, true, [.. Enumerable.Repeat(50.0, 30), .. Spread[..20], 4])[^1];
        var alone = Residuals.Through(esd, true, [.. Spread[..20], 4])[^1];
        Assert.Equal(alone, after);
    }
}
