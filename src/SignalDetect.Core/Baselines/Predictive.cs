using SignalDetect.Core.Detectors;
using SignalDetect.Core.Detectors.Presets;
using static SignalDetect.Core.Baselines.StreamLayout;

namespace SignalDetect.Core.Baselines;

/// <summary>
/// What a window should show: a mixture of the three baselines, weighted by how well each did lately, each wide while little is known. Negative binomial
/// for counts, Student's t for measurements.
/// </summary>
internal sealed class Predictive(BaselineParameters baseline, DispersionParameters dispersion)
{
    private readonly double floor = baseline.WeightFloor;
    private readonly double loss = baseline.WeightLoss;
    private readonly double priorSum = dispersion.Prior * dispersion.PriorStrength;
    private readonly double priorWeight = dispersion.PriorStrength;
    private readonly StudentT student = new(dispersion.DegreesOfFreedom);

    /// <summary>Holds a value against the mixture.</summary>
    /// <param name="fast">The stream's fast part.</param>
    /// <param name="known">Windows' worth by which each baseline is known.</param>
    /// <param name="seen">In: the three means. Out: behind them, their standard deviations and log-likelihoods less the best one's.</param>
    public Prediction Of(ReadOnlySpan<double> fast, ReadOnlySpan<double> known, Span<double> seen, double x)
    {
        var counts = fast[IsMeasurement] == 0;
        Span<double> weights = stackalloc double[3];
        Weigh(fast.Slice(LogLikelihood, 3), weights);
        Span<double> upper = stackalloc double[3];
        Span<double> lower = stackalloc double[3];
        var (expected, square) = (0.0, 0.0);
        for (var j = 0; j < 3; j++)
        {
            var mean = seen[j];
            var tails = counts
                ? Counts(fast, j, known[j], x, ref mean, out seen[3 + j], out var variance)
                : Measured(fast, j, known[j], x, mean, out seen[3 + j], out variance);
            (upper[j], lower[j], seen[6 + j]) = (tails.LogUpper, tails.LogLower, tails.LogMass);
            expected += weights[j] * seen[j];
            square += weights[j] * (variance + mean * mean);
        }

        var best = Math.Max(seen[6], Math.Max(seen[7], seen[8]));
        for (var j = 6; j < 9; j++) seen[j] = Math.Max(seen[j] - best, -loss);
        var above = Mixed(upper, weights);
        var below = Mixed(lower, weights);
        var residual = above < below
            ? Gaussian.Deviate(Math.Min(above, -Gaussian.Ln2))
            : -Gaussian.Deviate(Math.Min(below, -Gaussian.Ln2));
        return new Prediction(expected, Math.Max(square - expected * expected, 0), residual, Math.Max(0, -Math.Min(above, below) - Gaussian.Ln2));
    }

    /// <summary>Over-dispersion phi of a baseline of counts.</summary>
    public double OverDispersion(ReadOnlySpan<double> fast, int j) =>
        Math.Max((fast[SpreadSum + j] + priorSum) / (fast[SpreadWeight + j] + priorWeight), 1e-4);

    /// <summary>The stream turns out to be a measurement: what was learnt of the counts' spread becomes a variance.</summary>
    public void BecomeMeasurement(Span<double> fast)
    {
        fast[IsMeasurement] = 1;
        var windows = Math.Min(fast[Seen] - 1, 200);
        for (var j = 0; j < 3; j++)
        {
            var mean = fast[Mean + j];
            var phi = (fast[SpreadSum + j] + priorSum) / (fast[SpreadWeight + j] + priorWeight);
            fast[SpreadSum + j] = (mean + phi * mean * mean) * windows;
            fast[SpreadWeight + j] = windows;
        }
    }

    private LogTails Counts(ReadOnlySpan<double> fast, int j, double known, double x, ref double mean, out double deviation, out double variance)
    {
        mean = Math.Max(mean, 1e-3);
        variance = mean + OverDispersion(fast, j) * mean * mean;
        deviation = Math.Sqrt(variance);
        variance *= 1 + 1 / Math.Max(known, .5);
        return NegativeBinomial.Tails(x, mean, Math.Min(mean * mean / Math.Max(variance - mean, 1e-9 * mean), 1e7));
    }

    private LogTails Measured(ReadOnlySpan<double> fast, int j, double known, double x, double mean, out double deviation, out double variance)
    {
        var weight = fast[SpreadWeight + j];
        variance = weight > 0 ? fast[SpreadSum + j] / Math.Max(weight, 1e-9) : (x - mean) * (x - mean);
        deviation = Math.Sqrt(variance);
        variance = variance * (1 + 1 / Math.Max(known, .5)) * (1 + 2 / Math.Max(weight, .5)) + 1e-4 * mean * (1e-4 * mean) + 1e-12;
        return student.Tails(x, mean, Math.Sqrt(variance));
    }

    private void Weigh(ReadOnlySpan<double> likelihood, Span<double> weights)
    {
        var most = Math.Max(likelihood[0], Math.Max(likelihood[1], likelihood[2]));
        var total = 0.0;
        for (var j = 0; j < 3; j++) total += weights[j] = Math.Exp(likelihood[j] - most) + floor;
        for (var j = 0; j < 3; j++) weights[j] /= total;
    }

    private static double Mixed(ReadOnlySpan<double> logs, ReadOnlySpan<double> weights)
    {
        var most = Math.Max(logs[0], Math.Max(logs[1], logs[2]));
        var sum = 0.0;
        for (var j = 0; j < 3; j++) sum += weights[j] * Math.Exp(logs[j] - most);
        return Math.Min(most + Math.Log(sum), -1e-12);
    }
}
