namespace SignalDetect.Core.Detectors.Presets;

/// <summary>How a season of known period is taken out of a series.</summary>
public enum Deseasonality : byte { Mean, Median, Stl }
