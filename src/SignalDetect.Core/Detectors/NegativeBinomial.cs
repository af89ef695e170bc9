namespace SignalDetect.Core.Detectors;

/// <summary>Tails of a predictive in logarithms.</summary>
/// <param name="LogUpper">ln of the mid-p upper tail, P(X > x) + P(X = x)/2.</param>
/// <param name="LogLower">ln of the mid-p lower tail, P(X &lt; x) + P(X = x)/2.</param>
/// <param name="LogMass">ln of P(X = x), or of the density.</param>
internal readonly record struct LogTails(double LogUpper, double LogLower, double LogMass);

/// <summary>
/// The negative binomial of mean m and size r (variance m + m^2/r) in closed form: Lugannani and Rice's saddlepoint tail with the lattice correction
/// (Adv. Appl. Prob. 12, 1980; Daniels 1987), relative error about 3 % down to one count and for a count of any size.
/// </summary>
internal static class NegativeBinomial
{
    private const double InverseSqrt2Pi = .3989422804014327;
    private const double LogLeast = -41.44653167389282;   // ln 1e-18
    private const int Few = 8;

    /// <summary>Both mid-p tails and the mass at k, which is a whole number >= 0.</summary>
    public static LogTails Tails(double k, double m, double r)
    {
        var atLeast = LogAtLeast(k, m, r, out var deviance);
        var mass = LogMass(k, m, r, deviance);
        var upper = Math.Max(atLeast, mass);
        var lower = Math.Max(LogAtMost(k, m, r), mass);
        return new LogTails(upper + LogLessHalf(mass - upper), lower + LogLessHalf(mass - lower), mass);
    }

    /// <summary>ln of the mid-p upper tail at k.</summary>
    public static double LogUpper(double k, double m, double r)
    {
        var atLeast = LogAtLeast(k, m, r, out var deviance);
        var mass = LogMass(k, m, r, deviance);
        var upper = Math.Max(atLeast, mass);
        return upper + LogLessHalf(mass - upper);
    }

    /// <summary>ln P(X >= k), and half the deviance of k (0 for k = 0).</summary>
    private static double LogAtLeast(double k, double m, double r, out double deviance)
    {
        deviance = 0;
        if (k <= 0) return 0;
        deviance = Deviance(k, m, r);
        var w = Math.Sqrt(2 * Math.Max(deviance, 1e-14));
        if (k < m) w = -w;
        if (Math.Abs(w) < 1e-3) return -Gaussian.Ln2;
        var u = (k - m) * Math.Sqrt(r * (k + r) / k) / (m + r);   // (1 - e^-s) sqrt(k (k+r) / r) for the saddlepoint s
        if (w >= 8) return -.5 * w * w - Gaussian.LnSqrt2Pi + Math.Log(Math.Max(1 / u - 1 / (w * w * w), 1e-300));
        var correction = (1 / u - 1 / w) * InverseSqrt2Pi;
        if (w > .67) return Math.Max(-.5 * w * w + Math.Log(Math.Max(.5 * Erfc.Scaled(w / Gaussian.Sqrt2) + correction, 1e-18)), LogLeast);
        return Math.Log(Math.Min(1, Math.Max(.5 * Erfc.Of(w / Gaussian.Sqrt2) + Math.Exp(-.5 * w * w) * correction, 1e-18)));
    }

    /// <summary>ln P(X &lt;= k).</summary>
    private static double LogAtMost(double k, double m, double r)
    {
        var above = LogAtLeast(k + 1, m, r, out _);
        if (above <= -700) return 0;
        if (above < -1e-3) return Math.Log(Math.Max(1e-300, -Precise.ExpM1(above)));
        return Gaussian.LogUpper(Math.Sqrt(2 * Math.Max(Deviance(k + .5, m, r), 1e-14)));
    }

    /// <summary>Half the deviance, k ln(k/m) - (k+r) ln((k+r)/(m+r)).</summary>
    private static double Deviance(double k, double m, double r) => Precise.DeviancePart(k, m) - Precise.DeviancePart(k + r, m + r);

    /// <summary>
    /// ln P(X = k): for a few counts term by term, else as C. Loader writes it (2000), by the deviance and Stirling's errors, so that no two large log-gammas
    /// cancel.
    /// </summary>
    private static double LogMass(double k, double m, double r, double deviance)
    {
        if (k > Few)
            return Precise.StirlingError(k + r) - Precise.StirlingError(k) - Precise.StirlingError(r) - deviance + .5 * Math.Log(r / (k * (k + r))) - Gaussian.LnSqrt2Pi;
        var none = r * Precise.Log1P(-m / (m + r));
        if (k <= 0) return none;
        var (product, share) = (1.0, m / (m + r));
        for (var i = 0; i < k; i++) product *= (r + i) / (i + 1) * share;
        return none + Math.Log(product);
    }

    /// <summary>ln(1 - e^d / 2): takes half of the mass from a tail that holds all of it.</summary>
    private static double LogLessHalf(double d) => Precise.Log1P(-.5 * Math.Exp(Math.Min(0, d)));
}
