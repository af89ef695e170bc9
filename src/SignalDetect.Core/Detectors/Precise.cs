namespace SignalDetect.Core.Detectors;

/// <summary>Functions whose plain formula would cancel.</summary>
internal static class Precise
{
    /// <summary>ln(1 + x) to a few units in the last place (W. Kahan's quotient).</summary>
    public static double Log1P(double x)
    {
        var u = 1 + x;
        return u == 1 ? x : Math.Log(u) * (x / (u - 1));
    }

    /// <summary>e^x - 1 to a few units in the last place (W. Kahan's quotient).</summary>
    public static double ExpM1(double x)
    {
        var u = Math.Exp(x);
        if (u == 1) return x;
        var less = u - 1;
        return less == -1 ? -1 : less * (x / Math.Log(u));
    }

    /// <summary>
    /// ln Gamma(x + 1) - (x + 1/2) ln x + x - ln sqrt(2 pi) for x > 0: Stirling's series (Abramowitz-Stegun 6.1.41, Bernoulli numbers up to B14), below 10
    /// at x + n with the recurrence of Gamma.
    /// </summary>
    public static double StirlingError(double x)
    {
        if (x >= 10) return Series(x);
        var product = x;
        var y = x + 1;
        for (; y < 10; y += 1) product *= y;
        var logGamma = Series(y) + (y - .5) * Math.Log(y) - y - Math.Log(product);   // of x, without ln sqrt(2 pi)
        return logGamma - (x - .5) * Math.Log(x) + x;
    }

    /// <summary>x ln(x/m) + m - x for x, m > 0, exact also where x is close to m (C. Loader's bd0, 2000: the series of atanh).</summary>
    public static double DeviancePart(double x, double m)
    {
        var off = x - m;
        if (Math.Abs(off) >= .1 * (x + m)) return x * Math.Log(x / m) - off;
        var v = off / (x + m);
        var s = v * v;
        var sum = 1 / 3.0 + s * (1 / 5.0 + s * (1 / 7.0 + s * (1 / 9.0 + s * (1 / 11.0 + s * (1 / 13.0 + s * (1 / 15.0 + s / 17))))));
        return off * v + 2 * x * v * s * sum;
    }

    private static double Series(double x)
    {
        var s = 1 / (x * x);
        return (1 / 12.0 - s * (1 / 360.0 - s * (1 / 1260.0 - s * (1 / 1680.0 - s * (1 / 1188.0 - s * (691 / 360360.0 - s / 156)))))) / x;
    }
}
