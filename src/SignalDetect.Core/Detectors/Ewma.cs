using SignalDetect.Core.Detectors.Presets;

namespace SignalDetect.Core.Detectors;

/// <summary>
/// Roberts' exponentially weighted moving average chart (Technometrics 1, 1959) of residuals, upward for counts, both ways for measurements:
/// E = E + w (z - E), normal about 0 with variance w (1 - (1 - w)^(2n)) / (2 - w) after n quiet windows, whence its nats. It alerts beyond L standard
/// deviations: for w = 0.2 and L = 3 once in about 560 quiet windows both ways (Lucas and Saccucci, Technometrics 32, 1990).
/// </summary>
public sealed class Ewma(EwmaParameters parameters) : IDetector
{
    /// <summary>Its name.</summary>
    public const string Key = "ewma";

    private readonly double weight = parameters.Weight;
    private readonly double kept = (1 - parameters.Weight) * (1 - parameters.Weight);
    private readonly double variance = parameters.Weight / (2 - parameters.Weight);

    public string Name => Key;

    // The average, and the share of the limit's variance that it has by now.
    public int StateLength => 2;

    // Independent windows in an average of the limit's variance.
    public double Memory => 1 / variance;

    public void Start(Span<double> state) => state[..2].Clear();

    public DetectorScore Advance(Span<double> state, in Observation seen)
    {
        if (double.IsNaN(seen.Residual)) return default;
        var z = Math.Clamp(seen.Residual, -parameters.ResidualCap, parameters.ResidualCap);
        state[0] += weight * (z - state[0]);
        state[1] = 1 - kept * (1 - state[1]);
        var off = state[0] / Math.Sqrt(variance * state[1]);
        if (!seen.IsCounts) off = Math.Abs(off);
        var nats = off <= 0 ? 0 : -Gaussian.LogUpper(off) - (seen.IsCounts ? 0 : Gaussian.Ln2);
        return new DetectorScore(Math.Max(0, nats), off, off >= parameters.Limit);
    }
}
