namespace SignalDetect.Core.Detectors.MLNet.RootCauses;

/// <summary>What one dimension tells of the anomalies.</summary>
/// <param name="Key">The dimension.</param>
/// <param name="Gain">Of leaves the information gain, where more is better; of children the entropy of which values are anomalous, where less is.</param>
/// <param name="Ratio">The same over the entropy of the dimension's values; 0 where that is infinite.</param>
/// <param name="Values">Its different values.</param>
/// <param name="AnomalousValues">Those with anomalies.</param>
internal sealed record RankedDimension(string Key, double Gain, double Ratio, int Values, int AnomalousValues)
{
    public static RankedDimension OfLeaves(string key, PointTree all, PointTree anomalies)
    {
        var (values, anomalous) = (new Distribution(all.Leaves, key), new Distribution(anomalies.Leaves, key));
        var gain = Distribution.Entropy(all.Leaves.Count, anomalies.Leaves.Count) - values.RestOf(anomalous);
        return Of(key, double.IsNaN(gain) ? 0 : gain, values, anomalous);
    }

    public static RankedDimension OfChildren(string key, PointTree all, PointTree anomalies)
    {
        var (values, anomalous) = (new Distribution(all.Children(key) ?? [], key), new Distribution(anomalies.Children(key) ?? [], key));
        var entropy = Distribution.Entropy(values.Values, anomalous.Values);
        return Of(key, double.IsNaN(entropy) ? double.MaxValue : entropy, values, anomalous);
    }

    private static RankedDimension Of(string key, double gain, Distribution values, Distribution anomalous)
    {
        var ratio = gain / values.Entropy();
        return new RankedDimension(key, gain, double.IsInfinity(ratio) ? 0 : ratio, values.Values, anomalous.Values);
    }
}
