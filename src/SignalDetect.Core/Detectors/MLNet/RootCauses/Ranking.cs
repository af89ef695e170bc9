namespace SignalDetect.Core.Detectors.MLNet.RootCauses;

/// <summary>Puts dimensions in order, the likeliest cause first; those that tell less than the average are left out, unless all anomalies lie in one of their values.</summary>
internal abstract class Ranking
{
    /// <summary>Holds a dimension's ratio against the next one's ratio.</summary>
    public static Ranking ByRatio { get; } = new Right();

    /// <summary>As ML.NET does: holds its ratio against the next one's gain.</summary>
    public static Ranking AsMLNet { get; } = new Compatible();

    public List<RankedDimension> Order(IReadOnlyList<string> keys, PointTree all, PointTree anomalies)
    {
        var leaves = !anomalies.HasChildren;
        var rest = keys.Select(key => leaves ? RankedDimension.OfLeaves(key, all, anomalies) : RankedDimension.OfChildren(key, all, anomalies)).ToList();
        var mean = rest.Sum(one => one.Gain) / rest.Count;
        rest = [.. rest.Where(one => one.AnomalousValues == 1 || (leaves ? one.Gain >= mean : one.Gain <= mean)).OrderBy(one => one.Key, new KeyOrder())];
        var ordered = new List<RankedDimension>();
        while (rest.Count > 0)
        {
            var best = rest.Aggregate((best, next) => Replaces(best, next, leaves) ? next : best);
            rest.Remove(best);
            ordered.Add(best);
        }

        return ordered;
    }

    /// <summary>What of the next one the best one's ratio is held against.</summary>
    protected abstract double Rival(RankedDimension next);

    private bool Replaces(RankedDimension best, RankedDimension next, bool leaves) => (best.AnomalousValues, next.AnomalousValues) switch
    {
        ( > 1, 1) => true,
        (1, 1) or (not 1, > 1) => Beats(best, next, leaves),
        _ => false,
    };

    private bool Beats(RankedDimension best, RankedDimension next, bool leaves)
    {
        var rival = Rival(next);
        if (double.IsNaN(best.Ratio) || double.IsNaN(rival)) return false;
        var order = rival.CompareTo(best.Ratio);
        return order == 0 ? next.AnomalousValues != next.Values : leaves ? order > 0 : order < 0;
    }

    private sealed class Right : Ranking
    {
        protected override double Rival(RankedDimension next) => next.Ratio;
    }

    private sealed class Compatible : Ranking
    {
        protected override double Rival(RankedDimension next) => next.Gain;
    }
}
