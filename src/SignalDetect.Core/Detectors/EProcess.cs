using SignalDetect.Core.Detectors.Presets;

namespace SignalDetect.Core.Detectors;

/// <summary>
/// Evidence that may be watched at every window: an e-detector (Shin, Ramdas and Rinaldo, "E-detectors", arXiv 2203.03532). For each shift d a bet that residuals lie
/// d above 0 multiplies its wealth by exp(d z - d^2/2), whose mean is at most 1 wherever residuals are at most as wide as a standard normal; it restarts at 1 whenever it
/// has less (e-CUSUM), and a wealth above 1 is taxed by a power just below 1, which takes from it alone and lets it come back after an outage. The best of the
/// bets, each with its share of the stake, is the evidence: nats = max (ln wealth) - ln(their number). So the mean number of quiet windows before it first
/// reaches x is at least e^x, by no approximation, and in one window P(nats >= x) is at most e^-x. Upward for counts; for measurements both ways, the stake in halves.
/// </summary>
public sealed class EProcess : IDetector
{
    /// <summary>Its name.</summary>
    public const string Key = "e-process";

    private readonly double[] shifts;
    private readonly double kept;
    private readonly double cap;
    private readonly double stake;
    private readonly double alert;

    /// <summary>The detector.</summary>
    public EProcess(EProcessParameters parameters)
    {
        shifts = [.. parameters.Shifts];
        kept = 1 - parameters.Tax;
        cap = parameters.ResidualCap;
        stake = Math.Log(shifts.Length);
        alert = Math.Log(parameters.RunLength);
        Memory = Math.Max(1, 1 / parameters.Tax / 2);
    }

    public string Name => Key;

    // The logarithm of each bet's wealth, upward and then downward.
    public int StateLength => 2 * shifts.Length;

    public double Memory { get; }

    public void Start(Span<double> state) => state[..StateLength].Clear();

    public DetectorScore Advance(Span<double> state, in Observation seen)
    {
        if (double.IsNaN(seen.Residual)) return default;
        var z = Math.Min(seen.Residual, cap);   // less of a gain keeps the mean at most 1
        var most = 0.0;
        for (var i = 0; i < shifts.Length; i++) most = Math.Max(most, Bet(ref state[i], shifts[i], z));
        var down = state.Slice(shifts.Length, shifts.Length);
        var price = stake;
        if (seen.IsCounts) down.Clear();
        else
        {
            price += Gaussian.Ln2;
            z = Math.Min(-seen.Residual, cap);
            for (var i = 0; i < shifts.Length; i++) most = Math.Max(most, Bet(ref down[i], shifts[i], z));
        }

        most = Math.Max(0, most - price);
        return new DetectorScore(most, most, most >= alert);
    }

    private double Bet(ref double wealth, double shift, double z) => wealth = Math.Max(0, kept * wealth + shift * (z - .5 * shift));
}
