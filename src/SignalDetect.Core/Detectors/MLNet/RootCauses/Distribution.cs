namespace SignalDetect.Core.Detectors.MLNet.RootCauses;

/// <summary>How many points have each value of a dimension, in the order in which the values first came.</summary>
internal sealed class Distribution
{
    private static readonly double Ln2 = Math.Log(2);
    private readonly OrderedDictionary<string, int> counts = [];

    public Distribution(IEnumerable<MetricPoint> points, string key)
    {
        foreach (var point in points)
        {
            var value = point.Dimensions[key];
            counts[value] = counts.GetValueOrDefault(value) + 1;
            Total++;
        }
    }

    /// <summary>Points.</summary>
    public int Total { get; }

    /// <summary>Different values.</summary>
    public int Values => counts.Count;

    /// <summary>The entropy of the values, bits.</summary>
    public double Entropy()
    {
        var entropy = 0.0;
        foreach (var count in counts.Values) entropy -= Log2((double)count / Total) * count / Total;
        return entropy;
    }

    /// <summary>What is still not known, bits, of which points are anomalies once the value is known.</summary>
    public double RestOf(Distribution anomalies)
    {
        var entropy = 0.0;
        foreach (var (value, anomalous) in anomalies.counts) entropy += Entropy(counts[value], anomalous) * counts[value] / Total;
        return entropy;
    }

    /// <summary>The entropy of a part among all, bits; NaN of none.</summary>
    public static double Entropy(int all, int part)
    {
        var ratio = (double)part / all;
        return ratio is 0 or 1 ? 0 : -(ratio * Log2(ratio) + (1 - ratio) * Log2(1 - ratio));
    }

    /// <summary>ML.NET's logarithm: 0 of what is no number.</summary>
    public static double Log2(double x) => double.IsNaN(x) ? 0 : Math.Log(x) / Ln2;
}
