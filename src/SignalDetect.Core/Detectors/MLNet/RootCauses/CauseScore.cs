namespace SignalDetect.Core.Detectors.MLNet.RootCauses;

/// <summary>
/// How well a part explains an anomaly: the mean, by <paramref name="beta"/>, of how surprising its share of the metric is (half a Jensen-Shannon divergence of
/// the expected and the observed share) and of the share of the anomaly's delta that it makes up.
/// </summary>
internal sealed class CauseScore(double beta)
{
    public double Of(MetricPoint part, MetricPoint whole)
    {
        var delta = whole.Value - whole.Expected;
        var power = delta == 0 ? 0 : Math.Abs((part.Value - part.Expected) / delta);
        if (power == 0) return 0;
        var surprising = 1 - Math.Pow(2, -Surprise(part, whole));
        return beta * (double.IsNaN(surprising) ? 1 : surprising) + (1 - beta) * (1 - Math.Pow(2, -power));
    }

    public static Direction DirectionOf(MetricPoint part) =>
        part.Expected < part.Value ? Direction.Up : part.Expected > part.Value ? Direction.Down : Direction.Same;

    private static double Surprise(MetricPoint part, MetricPoint whole)
    {
        var p = whole.Expected == 0 ? 0 : part.Expected / whole.Expected;
        var q = whole.Value == 0 ? 0 : part.Value / whole.Value;
        if (p == 0) return .5 * Term(q, p + q);
        return q == 0 ? .5 * Term(p, p + q) : .5 * (Term(p, p + q) + Term(q, p + q));
    }

    private static double Term(double share, double both) => share * Distribution.Log2(2 * share / both);
}
