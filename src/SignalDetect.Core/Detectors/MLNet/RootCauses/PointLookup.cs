namespace SignalDetect.Core.Detectors.MLNet.RootCauses;

/// <summary>The points at the time of an anomaly, by their dimensions; what is not there itself is made from the leaves below it.</summary>
internal abstract class PointLookup(AnomalyToExplain anomaly, IReadOnlyList<MetricPoint> points, IReadOnlyList<MetricPoint> leaves)
{
    private readonly Dictionary<string, MetricPoint> known = points.ToDictionary(point => Code(point.Dimensions));

    /// <summary>A text that is the same for the same dimensions alone.</summary>
    public static string Code(IReadOnlyDictionary<string, string> dimensions) =>
        string.Concat(dimensions.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key.Length}:{pair.Key}{pair.Value.Length}:{pair.Value}"));

    /// <summary>The point of these dimensions; null where nothing is below them.</summary>
    public MetricPoint? Find(IReadOnlyDictionary<string, string> dimensions)
    {
        if (known.TryGetValue(Code(dimensions), out var point)) return point;
        var detailed = dimensions.Where(pair => pair.Value != anomaly.AggregateSymbol).ToArray();
        var below = leaves.Where(leaf => Matches(leaf, detailed)).ToArray();
        return below.Length == 0 ? null : Aggregate(below, dimensions, anomaly.Aggregation);
    }

    public static bool Matches(MetricPoint point, IEnumerable<KeyValuePair<string, string>> detailed) =>
        detailed.All(pair => point.Dimensions.TryGetValue(pair.Key, out var value) && value == pair.Value);

    protected abstract MetricPoint Aggregate(MetricPoint[] below, IReadOnlyDictionary<string, string> dimensions, Aggregation by);
}

/// <summary>Makes aggregates from all leaves below.</summary>
internal sealed class WholeLookup(AnomalyToExplain anomaly, IReadOnlyList<MetricPoint> points, IReadOnlyList<MetricPoint> leaves) : PointLookup(anomaly, points, leaves)
{
    protected override MetricPoint Aggregate(MetricPoint[] below, IReadOnlyDictionary<string, string> dimensions, Aggregation by)
    {
        double Of(Func<MetricPoint, double> number) => by switch
        {
            Aggregation.Avg => below.Average(number),
            Aggregation.Min => below.Min(number),
            Aggregation.Max => below.Max(number),
            _ => below.Sum(number),
        };
        var (value, expected) = (Of(point => point.Value), Of(point => point.Expected));
        return new MetricPoint(value, expected, value - expected, false, dimensions);
    }
}

/// <summary>As ML.NET does: takes the last leaf for the sum of all (it writes "= +" where "+=" is meant).</summary>
internal sealed class LastLeafLookup(AnomalyToExplain anomaly, IReadOnlyList<MetricPoint> points, IReadOnlyList<MetricPoint> leaves) : PointLookup(anomaly, points, leaves)
{
    protected override MetricPoint Aggregate(MetricPoint[] below, IReadOnlyDictionary<string, string> dimensions, Aggregation by)
    {
        var (last, over) = (below[^1], by == Aggregation.Avg ? below.Length : 1);
        return new MetricPoint(last.Value / over, last.Expected / over, last.Delta / over, false, dimensions);
    }
}
