using SignalDetect.Backtest.Labels;
using SignalDetect.Backtest.Measures;

namespace SignalDetect.Backtest.Tests.Measures;

public sealed class PointAdjustedTests
{
    [Fact]
    public void F1_SmallExample_IsThatWorkedOutByHand()
    {
        // Windows of a minute: k is 7. Segment 10-29 (20 rows) has its first alert in row 17, the last in time; segment 40-59 (20 rows) in row 48, one too late,
        // whose alert is not false either. Alerts in 2 and 70 are false: precision 20/22, recall 20/40, F1 2*20/(20+2+40).
        var points = Of(100, [Tallies.Label(10, 29), Tallies.Label(40, 59)], [2, 17, 48, 70]);

        Assert.Equal((20 / 22.0, 0.5, 40 / 62.0), (points.Precision!.Value, points.Recall, points.F1));
        Assert.Equal(7, points.Delay);
    }

    [Fact]
    public void F1_LabelsThatTouch_AreOneSegment()
    {
        var points = Of(100, [Tallies.Label(10, 29), Tallies.Label(30, 59)], [12]);

        Assert.Equal((1.0, 1.0), (points.Recall, points.F1));
    }

    [Fact]
    public void BestF1_Thresholds_TakesTheBest()
    {
        // At 0.9 the first segment (5 rows) is found with no false row; at 0.5 both (10 rows) with two false rows: 2*10/(10+2+10); at 0.1 many more are false.
        var scores = Enumerable.Repeat(0.1, 40).ToArray();
        (scores[11], scores[22], scores[2], scores[3]) = (0.9, 0.5, 0.5, 0.6);
        var points = PointAdjusted.Of([Tallies.Of(scores, [Tallies.Label(10, 14), Tallies.Label(20, 24)]).Points!])!;

        Assert.Equal((20 / 22.0, 0.5), (points.BestF1, points.BestThreshold));
        Assert.Equal((0.0, 0.0), (points.F1, points.Recall));
        Assert.Null(points.Precision);
    }

    [Fact]
    public void F1_RowsNotCollected_BelongToTheirSegmentAndAreNeverFound()
    {
        var scores = Enumerable.Repeat(0.1, 40).ToArray();
        for (var row = 10; row < 18; row++) scores[row] = double.NaN;
        scores[18] = 0.9;
        var points = PointAdjusted.Of([Tallies.Of(scores, [Tallies.Label(10, 29)], 18).Points!])!;

        Assert.Equal(0, points.Recall);
    }

    [Fact]
    public void F1_LowCertainty_IsNeitherMissedNorFalse()
    {
        var points = Of(100, [Tallies.Label(10, 29), Tallies.Label(40, 59, Certainty.Low)], [10, 45]);

        Assert.Equal(1, points.F1);
    }

    private static PointAdjusted Of(int rows, IReadOnlyList<Label> labels, int[] alerts) => PointAdjusted.Of([Tallies.Of(new double[rows], labels, alerts).Points!])!;
}
