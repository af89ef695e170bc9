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
}
