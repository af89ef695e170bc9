using SignalDetect.Backtest.Labels;
using SignalDetect.Backtest.Measures;

namespace SignalDetect.Backtest.Tests.Measures;

/// <summary>The scorer of the Numenta Anomaly Benchmark v1.1 gave the expected numbers for these 40 rows.</summary>
public sealed class NabScoringTests
{
    private const double Exact = 1e-12;

    private static readonly double[] Scores =
    [
        0, 0, 0.9, 0, 0, 0, 0, 0, 0, 0, 0.6, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0.7, 0, 0, 0, 0.95, 0, 0, 0, 0.5, 0, 0.8, 0, 0, 0, 0, 0.6, 0, 0, 0.3,
    ];

    [Theory]
    [InlineData(-1, 0.986614298151431)]
    [InlineData(-0.5, 0.848283639957513)]
    [InlineData(0, 0)]
    [InlineData(0.25, -0.554599722349382)]
    [InlineData(3, -0.999999388195546)]
    [InlineData(3.0000001, -1)]
    public void Sigmoid_OfNab_IsItsOwn(double y, double expected) => Assert.Equal(expected, NabScoring.Sigmoid(y), Exact);

    [Fact]
    public void Scores_ExampleOfNab_AreThoseOfItsScorer()
    {
        var nab = NabScoring.Of([Tallies.Of(Scores, [Tallies.Label(20, 29)]).Nab!])!;

        Assert.Equal(1, nab.Windows);
        Assert.Equal(Normal(0.9357813342928925, 1), nab.Standard.Score, Exact * 100);
        Assert.Equal(Normal(0.8802673705434881, 1), nab.LowFalsePositives.Score, Exact * 100);
        Assert.Equal(Normal(0.9357813342928925, 2), nab.LowFalseNegatives.Score, Exact * 100);
        Assert.Equal((0.7, 0.7, 0.7), (nab.Standard.Threshold, nab.LowFalsePositives.Threshold, nab.LowFalseNegatives.Threshold));
    }

    [Theory]
    [InlineData(0.95, 0.8597925669097837, 0.8597925669097837)]
    [InlineData(0.8, 0.8042786031603795, 0.7487646394109752)]
    [InlineData(0.6, 0.7201939923312195, 0.44909268662014235)]
    [InlineData(0.3, 0.6110412194495242, 0.23078714085675167)]
    [InlineData(0, -1.419103988088398, -3.838207976176796)]
    public void Scores_AlertsWhereTheScoreReachesAThreshold_AreThoseOfItsScorer(double threshold, double standard, double lowFalsePositives)
    {
        var alerts = Enumerable.Range(0, Scores.Length).Where(row => Scores[row] >= threshold).ToArray();
        var nab = NabScoring.Of([Tallies.Of(Scores, [Tallies.Label(20, 29)], alerts).Nab!])!;

        Assert.Equal(Normal(standard, 1), nab.Standard.AtAlert, Exact * 100);
        Assert.Equal(Normal(standard, 2), nab.LowFalseNegatives.AtAlert, Exact * 100);
        Assert.Equal(Normal(lowFalsePositives, 1), nab.LowFalsePositives.AtAlert, Exact * 100);
    }

    [Fact]
    public void Scores_NeverAlerting_AreZeroAndEarliestIsAHundred()
    {
        Assert.Equal(0, NabScoring.Of([Tallies.Of(Scores, [Tallies.Label(20, 29)]).Nab!])!.Standard.AtAlert, Exact);
        Assert.Equal(100, NabScoring.Of([Tallies.Of(Scores, [Tallies.Label(20, 29)], 20).Nab!])!.Standard.AtAlert, Exact * 100);
    }

    [Fact]
    public void Scores_WindowInProbation_CountsInTheScaleAlone()
    {
        // Probation is six rows. The second window is found at its first row: 1 of 2 found, the first adds nothing.
        var nab = NabScoring.Of([Tallies.Of(Scores, [Tallies.Label(1, 4), Tallies.Label(20, 29)], 2, 20).Nab!])!;

        Assert.Equal(2, nab.Windows);
        Assert.Equal(100 * (1 + 2.0) / 4, nab.Standard.AtAlert, Exact * 100);
    }

    [Fact]
    public void Scores_RepeatedTimestampAtAWindowsEnd_OnlyItsFirstRowIsInside()
    {
        // Rows at minutes 0 to 19, then 20 three times; the window is 10 to 20, so it has eleven rows and the two last rows are behind it.
        (long, double)[] rows = [.. Enumerable.Range(0, 21).Select(minute => ((long)minute, 0.0)), (20, 0.0), (20, 0.0)];
        var worth = 0.11 * NabScoring.Sigmoid(1 / 10.0);
        var nab = NabScoring.Of([Tallies.Of(rows, [Tallies.Label(10, 20)], 10, 21).Nab!])!;

        Assert.Equal(100 * (1 + worth + 1) / 2, nab.Standard.AtAlert, Exact * 100);
    }

    [Fact]
    public void Scores_LowCertainty_IsNoWindowAndItsRowsAreWorthNothing()
    {
        var nab = NabScoring.Of([Tallies.Of(Scores, [Tallies.Label(20, 29), Tallies.Label(8, 12, Certainty.Low)], 10, 20).Nab!])!;

        Assert.Equal((1, 100.0), (nab.Windows, nab.Standard.AtAlert), Comparer);
    }

    [Fact]
    public void Scores_WithoutWindows_AreNone() => Assert.Null(NabScoring.Of([Tallies.Of(Scores, []).Nab!]));

    private static double Normal(double total, double missed) => 100 * (total + missed) / (1 + missed);

    private static bool Comparer((int Windows, double Score) one, (int Windows, double Score) other) => one.Windows == other.Windows && Math.Abs(one.Score - other.Score) < 1e-9;
}
