namespace SignalDetect.Core.Detectors.MLNet.RootCauses;

/// <summary>
/// ML.NET 5.0.0's LocalizeRootCauses: which values of which dimension make up an anomaly of a metric that is known for every choice of dimensions and for
/// aggregates over them. ML.NET looks up the points of the anomaly's time by itself; here the caller gives them.
/// </summary>
public sealed class RootCauseAnalysis
{
    private readonly Makeup makeup;
    private readonly CauseScore score;
    private readonly bool mlNetCompatible;
    private readonly Ranking ranking;

    /// <summary>The analysis.</summary>
    /// <param name="beta">Weight of surprise against explained share in a score, 0 to 1; ML.NET's LocalizeRootCause, which gives the first cause alone, has .3.</param>
    /// <param name="threshold">The least part of the anomaly that a cause must make up, 0 to 1.</param>
    /// <param name="mlNetCompatible">
    /// True does as ML.NET does: an aggregate that is not given is the last leaf below it instead of all of them, a dimension's ratio is held against the next
    /// one's gain instead of its ratio, scores go to the first items where one of them has no point, and <see cref="RootCause.Gain"/> is 0.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A number outside 0 to 1.</exception>
    public RootCauseAnalysis(double beta = .5, double threshold = .95, bool mlNetCompatible = false)
    {
        if (beta is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(beta), beta, "must be from 0 to 1");
        if (threshold is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "must be from 0 to 1");
        (makeup, score) = (new Makeup(threshold), new CauseScore(beta));
        this.mlNetCompatible = mlNetCompatible;
        ranking = mlNetCompatible ? Ranking.AsMLNet : Ranking.ByRatio;
    }

    /// <summary>The causes, the likeliest first; one without items where no anomaly has these dimensions, none where no dimension is aggregated.</summary>
    /// <exception cref="ArgumentException">A point below the anomaly lacks one of its dimensions.</exception>
    public IReadOnlyList<RootCause> Localize(AnomalyToExplain anomaly)
    {
        var detailed = anomaly.Dimensions.Where(pair => pair.Value != anomaly.AggregateSymbol).ToArray();
        var keys = anomaly.Dimensions.Where(pair => pair.Value == anomaly.AggregateSymbol).Select(pair => pair.Key).ToArray();
        var points = anomaly.Points.Where(point => PointLookup.Matches(point, detailed)).DistinctBy(point => PointLookup.Code(point.Dimensions)).ToArray();
        var (all, anomalies) = (new PointTree(keys, anomaly.AggregateSymbol), new PointTree(keys, anomaly.AggregateSymbol));
        foreach (var point in points)
        {
            all.Add(point);
            if (point.IsAnomaly) anomalies.Add(point);
        }

        if (anomalies.Root is not { } root) return [new RootCause(0, 0, [])];
        PointLookup lookup = mlNetCompatible ? new LastLeafLookup(anomaly, points, all.Leaves) : new WholeLookup(anomaly, points, all.Leaves);
        var isItself = false;
        return [.. ranking.Order(keys, all, anomalies).Select(Cause)];

        RootCause Cause(RankedDimension dimension)
        {
            var parts = makeup.Find(dimension, all, anomalies, root.Delta);
            var items = parts is not null ? parts.Select(part => Narrowed(anomaly, dimension.Key, part)) : isItself ? [] : [Item(anomaly.Dimensions, [])];
            isItself |= parts is null;
            return new RootCause(mlNetCompatible ? 0 : dimension.Gain, dimension.Ratio, Scored([.. items], anomaly, lookup));
        }
    }

    private static RootCauseItem Narrowed(AnomalyToExplain anomaly, string key, MetricPoint part) =>
        Item(new Dictionary<string, string>(anomaly.Dimensions) { [key] = part.Dimensions[key] }, [key]);

    private static RootCauseItem Item(IReadOnlyDictionary<string, string> dimensions, string[] path) => new(0, Direction.Up, dimensions, path);

    private RootCauseItem[] Scored(RootCauseItem[] items, AnomalyToExplain anomaly, PointLookup lookup)
    {
        if (lookup.Find(anomaly.Dimensions) is not { } whole) return items;
        var scored = 0;
        for (var i = 0; i < items.Length; i++)
        {
            if (lookup.Find(items[i].Dimensions) is not { } part) continue;
            items[i] = items[i] with { Direction = CauseScore.DirectionOf(part) };
            var at = mlNetCompatible ? scored++ : i;
            items[at] = items[at] with { Score = anomaly.Aggregation is Aggregation.Max or Aggregation.Min ? 1 : score.Of(part, whole) };
        }

        return items;
    }
}
