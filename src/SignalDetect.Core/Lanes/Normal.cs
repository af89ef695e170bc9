using System.Runtime.CompilerServices;
using SignalDetect.Core.Detectors;
using static System.Numerics.Vector;
using V = System.Numerics.Vector<double>;

namespace SignalDetect.Core.Lanes;

/// <summary>The standard normal's upper tail in logarithms, and its inverse, of a row of numbers.</summary>
internal static class Normal
{
    private const double Sqrt2Pi = 2.5066282746310002;

    /// <summary>ln P(Z >= z).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V LogUpper(V z)
    {
        var square = Create(-.5) * z * z;
        var scaled = Scaled(Abs(z));
        var below = LessThan<double>(z, V.Zero);
        var log = Logarithms.Log(ConditionalSelect(below, V.One - scaled * Logarithms.Exp(square), scaled));
        return ConditionalSelect(below, log, log + square);
    }

    /// <summary>ln P(Z >= z) for z >= 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V LogUpperAbove(V z) => FusedMultiplyAdd(Create(-.5) * z, z, Logarithms.Log(Scaled(z)));

    /// <summary>exp(z^2 / 2) P(Z >= z) for z >= 0, to 1e-15: (1 + 2y) exp(y^2) erfc(y) with y = z / sqrt 2 is a polynomial in (y - 3) / (y + 3) (Chebyshev's;
    /// the way of M. Shepherd and J. Laframboise, Math. Comp. 36, 1981).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Scaled(V z)
    {
        var y = z * Create(.7071067811865476);
        var over = y + Create(3.0);
        var two = FusedMultiplyAdd(y, Create(2.0), Create(1.0));
        var inverse = V.One / (over * two);
        var u = (y - Create(3.0)) * (two * inverse);
        var square = u * u;
        var fourth = square * square;
        var eighth = fourth * fourth;
        var low = FusedMultiplyAdd(
            Polynomial.Four(u, square, -0.11927366341676002, 0.06830802735638397, -0.023770514891530075, 0.0025293916672051724), fourth,
            Polynomial.Four(u, square, 1.2530080582697296, -0.13562110612457576, -0.04756229435342038, 0.12964515870228346));
        var middle = FusedMultiplyAdd(
            Polynomial.Four(u, square, 4.9441243422236525e-06, -2.0089997833284272e-05, -7.187883834404113e-07, 3.45429477027773e-06), fourth,
            Polynomial.Four(u, square, 0.0018886900977441495, -0.0007798312797290158, -0.00010515831297813128, 0.00012509531076254534));
        var high = FusedMultiplyAdd(
            Polynomial.Four(u, square, 2.7843881265495462e-08, -7.641962892589322e-09, -3.1813541434956386e-09, 0), fourth,
            Polynomial.Four(u, square, 3.366979080640565e-07, -5.963983625522671e-07, -1.2054142286487852e-07, 8.765881411730233e-08));
        var sum = FusedMultiplyAdd(FusedMultiplyAdd(high, eighth, middle), eighth, low);
        return Create(.5) * sum * (over * inverse);
    }

    /// <summary>The z with ln P(Z >= z) = <paramref name="logP"/>, for logP up to ln 1/2: Abramowitz-Stegun 26.2.23, then one step of Halley's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Deviate(V logP)
    {
        var t = SquareRoot(Create(-2.0) * logP);
        var z = t - FusedMultiplyAdd(FusedMultiplyAdd(t, Create(.010328), Create(.802853)), t, Create(2.515517)) / FusedMultiplyAdd(FusedMultiplyAdd(FusedMultiplyAdd(t, Create(.001308), Create(.189269)), t, Create(1.432788)), t, Create(1.0));
        z = MaxNative(z, Create(0.0));
        var mills = Scaled(z) * Create(Sqrt2Pi);   // the tail over the density
        var off = FusedMultiplyAdd(Create(-.5) * z, z, Logarithms.Log(mills)) - Create(Gaussian.LnSqrt2Pi) - logP;
        var newton = off * mills;
        return z + newton / FusedMultiplyAdd(Create(.5) * newton, V.One / mills - z, Create(1.0));
    }
}
