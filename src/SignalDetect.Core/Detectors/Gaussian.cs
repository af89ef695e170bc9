namespace SignalDetect.Core.Detectors;

/// <summary>The standard normal's upper tail in logarithms, and its inverse.</summary>
internal static class Gaussian
{
    public const double Ln2 = 0.6931471805599453;
    public const double LnSqrt2Pi = 0.9189385332046727;
    public const double Sqrt2 = 1.4142135623730951;
    private const double Sqrt2Pi = 2.5066282746310002;
    private const double Middle = .67;

    /// <summary>ln P(Z >= z).</summary>
    public static double LogUpper(double z)
    {
        if (z >= 20) return -.5 * z * z - Math.Log(z) - LnSqrt2Pi - 1 / (z * z);
        return z > Middle ? -.5 * z * z + Math.Log(.5 * Erfc.Scaled(z / Sqrt2)) : Math.Log(.5 * Erfc.Of(z / Sqrt2));
    }

    /// <summary>The z with ln P(Z >= z) = <paramref name="logP"/>, for logP up to ln 1/2: Abramowitz-Stegun 26.2.23, then two Newton steps.</summary>
    public static double Deviate(double logP)
    {
        var t = Math.Sqrt(-2 * logP);
        var z = t - (2.515517 + .802853 * t + .010328 * t * t) / (1 + 1.432788 * t + .189269 * t * t + .001308 * t * t * t);
        return Newton(Newton(z, logP), logP);
    }

    private static double Newton(double z, double logP)
    {
        if (z is <= Middle or >= 20)
        {
            var s = LogUpper(z);
            return z + (s - logP) / Math.Exp(-.5 * z * z - LnSqrt2Pi - s);
        }

        // The tail over the density is sqrt(pi/2) times the scaled erfc, so that no exponential is needed.
        var half = .5 * Erfc.Scaled(z / Sqrt2);
        return z + (-.5 * z * z + Math.Log(half) - logP) * half * Sqrt2Pi;
    }
}
