using SignalDetect.Core.Detectors.Presets;

namespace SignalDetect.Core.Detectors;

/// <summary>
/// Bayesian online change point detection (Adams and MacKay, arXiv 0710.3742) on residuals: a run of windows has one mean, drawn from N(0, prior^2), about which
/// residuals have variance 1; any window may begin a new run, with probability 1 / meanRun. State: the posterior over the run's length up to a bound, at which
/// lengths are taken together and fade, and the sum of each length's residuals. Its nats are -ln of the posterior probability that the present run is quiet:
/// that its mean, as far as it is known, is at most the shift (counts) or within it both ways (measurements).
/// </summary>
public sealed class Bocpd : IDetector
{
    /// <summary>Its name.</summary>
    public const string Key = "bocpd";

    private const double Least = 1e-300;
    private readonly int runs;
    private readonly double hazard;
    private readonly double shift;
    private readonly double cap;
    private readonly double alert;
    private readonly double[] known;       // precision of a run's mean after r windows
    private readonly double[] halfPrecision;
    private readonly double[] density;

    /// <summary>The detector.</summary>
    public Bocpd(BocpdParameters parameters)
    {
        (runs, hazard, shift, cap) = (parameters.LongestRun, 1 / parameters.MeanRun, parameters.Shift, parameters.ResidualCap);
        alert = -Math.Log(1 - parameters.Confidence / 100);
        known = [.. Enumerable.Range(0, runs + 1).Select(r => r + 1 / (parameters.PriorDeviation * parameters.PriorDeviation))];
        halfPrecision = [.. known.Select(precision => .5 * precision / (precision + 1))];
        density = [.. known.Select(precision => Math.Sqrt(precision / (precision + 1)))];   // the constant 1/sqrt(2 pi) cancels
        Memory = parameters.LongestRun / 4.0;
    }

    public string Name => Key;

    // For each length 1 to the bound: its probability, then the sum of its residuals.
    public int StateLength => 2 * runs;

    public double Memory { get; }

    public void Start(Span<double> state)
    {
        state[..StateLength].Clear();
        state[runs - 1] = 1;   // a long quiet run: residuals are about 0 by what made them
    }

    public DetectorScore Advance(Span<double> state, in Observation seen)
    {
        if (double.IsNaN(seen.Residual)) return default;
        var z = Math.Clamp(seen.Residual, -cap, cap);
        Grow(state[..runs], state.Slice(runs, runs), z);
        var nats = Math.Max(0, -Math.Log(Quiet(state[..runs], state.Slice(runs, runs), seen.IsCounts)));
        return new DetectorScore(nats, 1 - Math.Exp(-nats), nats >= alert);
    }

    /// <summary>Every run becomes one longer, or gives way to a new one that begins with this window.</summary>
    private void Grow(Span<double> weights, Span<double> sums, double z)
    {
        var oldest = (1 - hazard) * weights[^1] * Likelihood(runs, sums[^1], z);
        var oldestSum = sums[^1] * (runs - 1) / runs + z;
        var total = oldest;
        for (var r = runs - 1; r > 0; r--)
        {
            total += weights[r] = (1 - hazard) * weights[r - 1] * Likelihood(r, sums[r - 1], z);
            sums[r] = sums[r - 1] + z;
        }

        total += weights[0] = hazard * Likelihood(0, 0, z);
        sums[0] = z;
        var last = weights[^1] + oldest;
        if (last > Least) sums[^1] = (weights[^1] * sums[^1] + oldest * oldestSum) / last;
        weights[^1] = last;
        for (var r = 0; r < runs; r++) weights[r] = weights[r] > Least * total ? weights[r] / total : 0;
    }

    private double Likelihood(int windows, double sum, double z)
    {
        var off = z - sum / known[windows];
        return density[windows] * Math.Exp(-halfPrecision[windows] * off * off);
    }

    private double Quiet(ReadOnlySpan<double> weights, ReadOnlySpan<double> sums, bool counts)
    {
        var quiet = 0.0;
        for (var r = 0; r < runs; r++)
        {
            var most = shift * known[r + 1];
            if (sums[r] <= most && (counts || sums[r] >= -most)) quiet += weights[r];
        }

        return Math.Clamp(quiet, Least, 1);
    }
}
