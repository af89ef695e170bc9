namespace SignalDetect.Core.Detectors.MLNet.RootCauses;

/// <summary>One explanation of an anomaly: values of one dimension that together make it up.</summary>
/// <param name="Gain">What the dimension's choice tells of which points are anomalies, bits; always 0 as ML.NET has it.</param>
/// <param name="GainRatio">The same over the dimension's own entropy.</param>
/// <param name="Items">Its parts, the strongest first; the anomaly itself where no dimension explains it; none where there is nothing to say.</param>
public sealed record RootCause(double Gain, double GainRatio, IReadOnlyList<RootCauseItem> Items);

/// <summary>One part of a cause.</summary>
/// <param name="Score">How much of the anomaly it makes up and how surprising that is, 0 to 1.</param>
/// <param name="Direction">To which side it is off.</param>
/// <param name="Dimensions">The anomaly's dimensions, narrowed to this part.</param>
/// <param name="Path">The dimensions that were narrowed.</param>
public sealed record RootCauseItem(double Score, Direction Direction, IReadOnlyDictionary<string, string> Dimensions, IReadOnlyList<string> Path);

/// <summary>To which side of the expected a value is.</summary>
public enum Direction : byte { Up, Down, Same }
