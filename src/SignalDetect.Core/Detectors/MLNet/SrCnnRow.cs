namespace SignalDetect.Core.Detectors.MLNet;

/// <summary>What SR-CNN says of one value, in the order of ML.NET's columns. What its mode does not give is NaN, in ML.NET's form not there.</summary>
/// <param name="Alert">It is an anomaly.</param>
/// <param name="Score">How much of one; 0 where it is none, except that without bounds it is the saliency's score. NaN where it has none.</param>
/// <param name="Magnitude">The saliency. NaN where it has none.</param>
/// <param name="Expected">What it should have been.</param>
/// <param name="Unit">The bounds' unit, to be multiplied by the sensitivity's factor.</param>
/// <param name="Upper">Upper bound.</param>
/// <param name="Lower">Lower bound.</param>
public readonly record struct SrCnnRow(bool Alert, double Score, double Magnitude, double Expected, double Unit, double Upper, double Lower)
{
    /// <summary>The row of a value of which nothing can be said.</summary>
    public static SrCnnRow None => new(false, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);
}
