namespace SignalDetect.Core.Detectors.MLNet.RootCauses;

/// <summary>One value of a metric at the time of an anomaly, for one choice of dimensions.</summary>
/// <param name="Value">What was observed.</param>
/// <param name="Expected">What was expected.</param>
/// <param name="Delta">How far the one is from the other: positive is above.</param>
/// <param name="IsAnomaly">Whether a detector takes it for an anomaly.</param>
/// <param name="Dimensions">Its value in each dimension; the aggregate symbol where it is the aggregate over all values of that dimension.</param>
public sealed record MetricPoint(double Value, double Expected, double Delta, bool IsAnomaly, IReadOnlyDictionary<string, string> Dimensions);

/// <summary>How values of a dimension make the value of their aggregate.</summary>
public enum Aggregation : byte { Unknown, Sum, Avg, Min, Max }

/// <summary>An anomaly, and the metric's points at its time.</summary>
/// <param name="Points">All that is known of that time; of points with the same dimensions the first one counts.</param>
/// <param name="Dimensions">The anomaly's own dimensions; the search goes on below those that are aggregated.</param>
/// <param name="AggregateSymbol">The value of a dimension that is aggregated.</param>
/// <param name="Aggregation">How aggregates are made.</param>
public sealed record AnomalyToExplain(
    IReadOnlyList<MetricPoint> Points, IReadOnlyDictionary<string, string> Dimensions, string AggregateSymbol, Aggregation Aggregation = Aggregation.Unknown);
