namespace SignalDetect.Core.Detectors.MLNet.RootCauses;

/// <summary>Which points of one dimension make up an anomaly.</summary>
/// <param name="threshold">The least part of the anomaly's delta that they must make up, 0 to 1.</param>
internal sealed class Makeup(double threshold)
{
    private const double LargestDrop = 2;
    private const double LargestShare = .5;

    /// <summary>The points, the largest first; null where so many are needed that the dimension explains nothing.</summary>
    public IReadOnlyList<MetricPoint>? Find(RankedDimension dimension, PointTree all, PointTree anomalies, double delta)
    {
        var children = anomalies.Children(dimension.Key);
        var sorted = (children ?? anomalies.Leaves).OrderBy(point => point.Delta).ToList();
        if (delta > 0) sorted.Reverse();
        else sorted = sorted.FindAll(point => point.Delta < 0);
        if (sorted.Count == 1) return sorted;

        var (sum, taken) = (0.0, 0);
        while (taken < sorted.Count && !(IsEnough(sum, delta) && taken > 0 && Math.Abs(sorted[taken - 1].Delta) / Math.Abs(sorted[taken].Delta) > LargestDrop))
            sum += sorted[taken++].Delta;
        // Children are counted as points, leaves as values of the dimension.
        var total = children is null ? new Distribution(all.Leaves, dimension.Key).Values : all.Children(dimension.Key)!.Count;
        var few = (taken == 1 && total == 1) || taken <= total * LargestShare;
        return IsEnough(sum, delta) && few ? sorted[..taken] : null;
    }

    private bool IsEnough(double sum, double delta) => !(Math.Abs(sum) < Math.Abs(delta) * threshold);
}
