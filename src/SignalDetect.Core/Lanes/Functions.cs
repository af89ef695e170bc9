using System.Runtime.CompilerServices;
using static SignalDetect.Core.Lanes.Lane;
using static System.Numerics.Vector;
using V = System.Numerics.Vector<double>;

namespace SignalDetect.Core.Lanes;

/// <summary>Functions of a row of numbers whose plain formula would cancel.</summary>
internal static class Functions
{
    /// <summary>ln(1 + x) for x > -1 to a few units in the last place (W. Kahan's quotient).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log1P(V x)
    {
        var one = V.One;
        var u = one + x;
        var less = u - one;
        return ConditionalSelect(Equals<double>(u, one), x, Logarithms.Log(u) * (x / less));
    }

    /// <summary>ln Gamma(x + 1) - (x + 1/2) ln x + x - ln sqrt(2 pi) for x > 0, to 1e-14: x times it is a polynomial in 1/x for x >= 1 (Chebyshev's); below,
    /// the recurrence of Gamma.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V StirlingError(V x)
    {
        var small = LessThan<double>(x, V.One);
        var next = x + (V.One & small);
        var error = StirlingErrorFromOne(next);
        return Any(small) ? error + (Down(x, next) & small) : error;
    }

    /// <summary>x ln(x/m) + m - x for x >= 0 and m > 0, exact also where x is close to m (C. Loader's bd0, 2000: the series of atanh).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V DeviancePart(V x, V m)
    {
        var off = x - m;
        var v = off / (x + m);
        var s = v * v;
        var square = s * s;
        var sum = FusedMultiplyAdd(
            Polynomial.Four(s, square, 1 / 11.0, 1 / 13.0, 1 / 15.0, 1 / 17.0), square * square, Polynomial.Four(s, square, 1 / 3.0, 1 / 5.0, 1 / 7.0, 1 / 9.0));
        var near = FusedMultiplyAdd(off, v, Create(2.0) * x * v * s * sum);
        var isFar = GreaterThanOrEqual<double>(Abs(v), Create(.1));
        return ConditionalSelect(isFar, FusedMultiplyAdd(x, Logarithms.Log(MaxNative(x, Create(1e-300)) / m), -off), near);
    }

    /// <summary>From the error of x + 1 to that of x.</summary>
    private static V Down(V x, V next) => FusedMultiplyAdd(x + Create(.5), Logarithms.Log(next / x), Create(-1.0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V StirlingErrorFromOne(V x)
    {
        var t = V.One / x;
        var s = FusedMultiplyAdd(t, Create(2.0), Create(-1.0));
        var square = s * s;
        var fourth = square * square;
        var low = FusedMultiplyAdd(
            Polynomial.Four(s, square, -1.2621068436334965e-06, -6.4040692542976015e-06, 2.5469299604863832e-06, -4.271325337937027e-07), fourth,
            Polynomial.Four(s, square, 0.0826813919108414, -0.001230010064872449, -0.00048510438894108147, 0.00010076829974952691));
        var high = FusedMultiplyAdd(
            Polynomial.Four(s, square, 3.941582997671325e-09, -7.055325237317175e-09, 2.222534879341125e-09, 0), fourth,
            Polynomial.Four(s, square, -1.1558820684921384e-07, 1.2880280530951476e-07, -6.285457075751385e-08, 1.795040531844161e-08));
        var sum = FusedMultiplyAdd(high, fourth * fourth, low);
        return sum * t;
    }
}
