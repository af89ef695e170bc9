namespace SignalDetect.Core.Detectors;

/// <summary>The standard normal's upper tail in logarithms, and its inverse.</summary>
internal static class Gaussian
{
    public const double Ln2 = 0.6931471805599453;
    public const double LnSqrt2Pi = 0.9189385332046727;
    private const double Sqrt2 = 1.4142135623730951;

    /// <summary>ln P(Z >= z).</summary>
    public static double LogUpper(double z) =>
        z < 20 ? Math.Log(.5 * Erfc.Of(z / Sqrt2)) : -.5 * z * z - Math.Log(z) - LnSqrt2Pi - 1 / (z * z);

    /// <summary>P(Z >= z).</summary>
    public static double Upper(double z) => .5 * Erfc.Of(z / Sqrt2);

    /// <summary>The z with ln P(Z >= z) = <paramref name="logP"/>, for logP up to ln 1/2: Abramowitz-Stegun 26.2.23, then two Newton steps.</summary>
    public static double Deviate(double logP)
    {
        var t = Math.Sqrt(-2 * logP);
        var z = t - (2.515517 + .802853 * t + .010328 * t * t) / (1 + 1.432788 * t + .189269 * t * t + .001308 * t * t * t);
        for (var step = 0; step < 2; step++)
        {
            var s = LogUpper(z);
            z += (s - logP) / Math.Exp(-.5 * z * z - LnSqrt2Pi - s);
        }

        return z;
    }
}
