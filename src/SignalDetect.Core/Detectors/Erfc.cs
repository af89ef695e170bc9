namespace SignalDetect.Core.Detectors;

/// <summary>
/// The complementary error function to about 1e-16 relative, by W. J. Cody's rational Chebyshev approximations
/// (Math. Comp. 23, 1969, 631-637; the coefficients are those of his CALERF).
/// </summary>
internal static class Erfc
{
    private const double InverseSqrtPi = 0.56418958354775628695;

    /// <summary>erfc(x).</summary>
    public static double Of(double x)
    {
        var y = Math.Abs(x);
        if (y <= 0.46875) return 1 - Small(x);
        if (y > 26.6) return x < 0 ? 2 : Tail(y);
        var tail = Tail(y);
        return x < 0 ? 2 - tail : tail;
    }

    /// <summary>erf(x) for |x| up to 0.46875.</summary>
    private static double Small(double x)
    {
        var s = x * x;
        var p = ((((1.85777706184603153e-1 * s + 3.16112374387056560e0) * s + 1.13864154151050156e2) * s + 3.77485237685302021e2) * s) + 3.20937758913846947e3;
        var q = ((((s + 2.36012909523441209e1) * s + 2.44024637934444173e2) * s + 1.28261652607737228e3) * s) + 2.84423683343917062e3;
        return x * p / q;
    }

    private static double Tail(double y)
    {
        // exp(-y^2) in two factors, the first of an exact square: the error of y^2 would be multiplied by y^2 otherwise.
        var coarse = Math.Truncate(y * 16) / 16;
        return Math.Exp(-coarse * coarse) * Math.Exp(-(y - coarse) * (y + coarse)) * Scaled(y);
    }

    /// <summary>exp(y^2) erfc(y) for y above 0.46875.</summary>
    public static double Scaled(double y) => y <= 4 ? Middle(y) : Far(y);

    private static double Middle(double y)
    {
        var p = 2.15311535474403846e-8 * y + 5.64188496988670089e-1;
        p = p * y + 8.88314979438837594e0;
        p = p * y + 6.61191906371416295e1;
        p = p * y + 2.98635138197400131e2;
        p = p * y + 8.81952221241769090e2;
        p = p * y + 1.71204761263407058e3;
        p = p * y + 2.05107837782607147e3;
        p = p * y + 1.23033935479799725e3;
        var q = y + 1.57449261107098347e1;
        q = q * y + 1.17693950891312499e2;
        q = q * y + 5.37181101862009858e2;
        q = q * y + 1.62138957456669019e3;
        q = q * y + 3.29079923573345963e3;
        q = q * y + 4.36261909014324716e3;
        q = q * y + 3.43936767414372164e3;
        q = q * y + 1.23033935480374942e3;
        return p / q;
    }

    private static double Far(double y)
    {
        var s = 1 / (y * y);
        var p = 1.63153871373020978e-2 * s + 3.05326634961232344e-1;
        p = p * s + 3.60344899949804439e-1;
        p = p * s + 1.25781726111229246e-1;
        p = p * s + 1.60837851487422766e-2;
        p = p * s + 6.58749161529837803e-4;
        var q = s + 2.56852019228982242e0;
        q = q * s + 1.87295284992346725e0;
        q = q * s + 5.27905102951428412e-1;
        q = q * s + 6.05183413124413191e-2;
        q = q * s + 2.33520497626869185e-3;
        return (InverseSqrtPi - s * p / q) / y;
    }
}
