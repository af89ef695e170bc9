using SignalDetect.Core.Detectors.Presets;

namespace SignalDetect.Core.Detectors;

/// <summary>
/// Page's cumulative sum (Biometrika 41, 1954) of residuals, upward for counts, both ways for measurements: S = max(0, S + z - k). Its threshold's average run
/// length on standard normal residuals is about (exp(2kb) - 2kb - 1) / (2k^2) windows with b = h + 1.166 (Siegmund 1985): 41,000 for k = 3/4, h = 6. On quiet
/// windows P(S >= s) is about exp(-2k (s + 0.583)), whence its nats. It does not restart at an alarm but stops at a cap, and may fade.
/// </summary>
public sealed class Cusum(CusumParameters parameters) : IDetector
{
    /// <summary>Its name.</summary>
    public const string Key = "cusum";

    private const double Overshoot = .583;
    private readonly double kept = 1 - parameters.Fade;

    public string Name => Key;

    public int StateLength => 2;

    // As long as a sum at the threshold takes to come back.
    public double Memory => Math.Max(1, parameters.Threshold / parameters.Reference);

    public void Start(Span<double> state) => state[..2].Clear();

    public DetectorScore Advance(Span<double> state, in Observation seen)
    {
        if (double.IsNaN(seen.Residual)) return default;
        var z = Math.Clamp(seen.Residual, -parameters.ResidualCap, parameters.ResidualCap);
        state[0] = Summed(state[0], z);
        state[1] = seen.IsCounts ? 0 : Summed(state[1], -z);
        var most = Math.Max(state[0], state[1]);
        var nats = most > 0 ? 2 * parameters.Reference * (most + Overshoot) - (seen.IsCounts ? 0 : Gaussian.Ln2) : 0;
        return new DetectorScore(Math.Max(0, nats), most, most >= parameters.Threshold);
    }

    private double Summed(double sum, double z) => Math.Min(Math.Max(0, kept * sum + z - parameters.Reference), parameters.SumCap);
}
