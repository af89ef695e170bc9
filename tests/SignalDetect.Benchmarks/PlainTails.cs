namespace SignalDetect.Benchmarks;

/// <summary>The tails of the default preset as one would write them.</summary>
internal static class PlainTails
{
    private const double LnSqrt2Pi = .9189385332046727;

    /// <summary>ln P(Z >= z).</summary>
    public static double LogUpper(double z) => z < 20 ? Math.Log(.5 * Erfc(z / Math.Sqrt(2))) : -.5 * z * z - Math.Log(z) - LnSqrt2Pi - 1 / (z * z);

    /// <summary>The z with ln P(Z >= z) = logP.</summary>
    public static double Deviate(double logP)
    {
        var t = Math.Sqrt(-2 * logP);
        var z = t - (2.515517 + .802853 * t + .010328 * t * t) / (1 + 1.432788 * t + .189269 * t * t + .001308 * t * t * t);
        for (var i = 0; i < 2; i++)
        {
            var s = LogUpper(z);
            z += (s - logP) / Math.Exp(-.5 * z * z - LnSqrt2Pi - s);
        }

        return z;
    }

    /// <summary>Mid-p tails of the negative binomial, and its mass.</summary>
    public static (double Upper, double Lower, double Mass) Counts(double k, double m, double r)
    {
        var mass = LogGamma(k + r) - LogGamma(r) - LogGamma(k + 1) + r * Math.Log(r / (m + r)) + k * Math.Log(m / (m + r));
        if (k <= 0) return (Less(mass - Math.Log(2)), mass - Math.Log(2), mass);
        var w = Math.Sqrt(2 * Math.Max(k * Math.Log(k / m) - (k + r) * Math.Log((k + r) / (m + r)), 1e-14));
        var u = Math.Abs(k - m) * Math.Sqrt(r * (k + r) / k) / (m + r);
        var tail = w < 1e-3 ? -Math.Log(2)
            : w < 8 ? Math.Log(Math.Min(1, Math.Max(.5 * Erfc(w / Math.Sqrt(2)) + Math.Exp(-.5 * w * w - LnSqrt2Pi) * (1 / u - 1 / w), 1e-18)))
            : -.5 * w * w - LnSqrt2Pi + Math.Log(Math.Max(1 / u - 1 / (w * w * w), 1e-300));
        var most = Math.Max(tail, mass);
        if (k >= m)
        {
            var upper = most + Math.Log(1 - .5 * Math.Exp(mass - most));
            return (upper, Less(upper), mass);
        }

        var lower = most + Math.Log(Math.Exp(tail - most) + .5 * Math.Exp(mass - most));
        return (Less(lower), lower, mass);
    }

    /// <summary>-ln of Student's two-sided tail.</summary>
    public static double Student(double x, double scale, double freedom)
    {
        var t = x / scale;
        return -LogUpper((8 * freedom + 1) / (8 * freedom + 3) * Math.Sqrt(freedom * Math.Log(1 + t * t / freedom))) - Math.Log(2);
    }

    private static double Less(double log) => Math.Log(1 - Math.Exp(log));

    private static double Erfc(double x)
    {
        // A continued fraction beyond 2, the series before.
        var y = Math.Abs(x);
        double erfc;
        if (y < 2)
        {
            var (term, sum) = (y, y);
            for (var n = 1; term > 1e-17 * sum; n++) sum += term *= 2 * y * y / (2 * n + 1);
            erfc = 1 - 2 / Math.Sqrt(Math.PI) * Math.Exp(-y * y) * sum;
        }
        else
        {
            var f = 0.0;
            for (var n = 60; n > 0; n--) f = n / 2.0 / (y + f);
            erfc = Math.Exp(-y * y) / Math.Sqrt(Math.PI) / (y + f);
        }

        return x < 0 ? 2 - erfc : erfc;
    }

    private static double LogGamma(double x)
    {
        var product = 1.0;
        for (; x < 10; x++) product *= x;
        var i = 1 / (x * x);
        return (1 / 12.0 - i * (1 / 360.0 - i * (1 / 1260.0 - i * (1 / 1680.0 - i / 1188)))) / x + (x - .5) * Math.Log(x) - x + LnSqrt2Pi - Math.Log(product);
    }
}
