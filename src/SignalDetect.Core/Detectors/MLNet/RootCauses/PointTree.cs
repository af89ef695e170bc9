namespace SignalDetect.Core.Detectors.MLNet.RootCauses;

/// <summary>Points by how many of the searched dimensions are aggregated in them: the root has all, a child all but one, a leaf none.</summary>
internal sealed class PointTree(IReadOnlyList<string> keys, string aggregateSymbol)
{
    private readonly Dictionary<string, List<MetricPoint>> children = [];
    private readonly List<MetricPoint> leaves = [];

    public MetricPoint? Root { get; private set; }

    public bool HasChildren => children.Count > 0;

    public IReadOnlyList<MetricPoint> Leaves => leaves;

    /// <summary>The children in which only this dimension is not aggregated; null where there are none.</summary>
    public IReadOnlyList<MetricPoint>? Children(string key) => children.GetValueOrDefault(key);

    public void Add(MetricPoint point)
    {
        var concrete = keys.Where(key => Value(point, key) != aggregateSymbol).ToArray();
        if (concrete.Length == 0) Root = point;
        else if (concrete.Length == 1)
        {
            if (!children.TryGetValue(concrete[0], out var list)) children[concrete[0]] = list = [];
            list.Add(point);
        }

        if (concrete.Length == keys.Count) leaves.Add(point);
    }

    private static string Value(MetricPoint point, string key) =>
        point.Dimensions.TryGetValue(key, out var value) ? value : throw new ArgumentException($"a point has no dimension '{key}', which the anomaly has");
}
