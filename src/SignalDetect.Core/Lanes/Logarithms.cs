using System.Numerics;
using System.Runtime.CompilerServices;
using V = System.Numerics.Vector<double>;

namespace SignalDetect.Core.Lanes;

/// <summary>Natural logarithm and exponential of a row of numbers, within 3 units of the last place; the same bits on every processor.</summary>
internal static class Logarithms
{
    private const double Ln2High = .6931471803691238;   // its last 32 bits are zeros, so that multiples of it are exact
    private const double Ln2Low = 1.9082149292705877e-10;
    private const double Magic = 6755399441055744;   // 1.5 * 2^52: adding it leaves the nearest whole number in the lowest bits
    private const long MagicBits = 0x4338000000000000;
    private const long SqrtHalf = 0x3FE6A09E667F3BCD;
    private const long One = 0x3FF0000000000000;

    /// <summary>ln of normal numbers above 0: ln 2^k + 2 artanh s with s = (m - 1) / (m + 1), m within sqrt 1/2 and sqrt 2; the series is Chebyshev's in s^2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log(V x)
    {
        var bits = Vector.AsVectorInt64(x);
        var power = (bits + Vector.Create(One - SqrtHalf)) >>> 52;   // k + 1023, which is above 0
        var m = Vector.AsVectorDouble(bits - (power << 52) + Vector.Create(One));
        // A whole number as the low bits of a double whose value that number shifts.
        var k = Vector.AsVectorDouble(power + Vector.Create(MagicBits)) - Vector.Create(Magic + 1023);
        var s = (m - V.One) / (m + V.One);
        var z = s * s;
        var square = z * z;
        var sum = Vector.FusedMultiplyAdd(
            Polynomial.Four(z, square, 0.18181795547521132, 0.15386244737621896, 0.1326863836926161, 0.1308803485097477), square * square,
            Polynomial.Four(z, square, 0.6666666666666666, 0.40000000000000885, 0.28571428570799784, 0.22222222392581045));
        var low = Vector.FusedMultiplyAdd(sum * z, s, k * Vector.Create(Ln2Low));
        return Vector.FusedMultiplyAdd(k, Vector.Create(Ln2High), Vector.FusedMultiplyAdd(Vector.Create(2.0), s, low));
    }

    /// <summary>exp of any numbers: 0 below -708, infinite above 709; a polynomial (Chebyshev's on |f| &lt;= ln 2 / 2) times 2^k.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exp(V x)
    {
        var y = Vector.Min(Vector.Max(x, Vector.Create(-709.0)), Vector.Create(710.0));
        var k = Vector.FusedMultiplyAdd(y, Vector.Create(1.4426950408889634), Vector.Create(Magic));
        var n = k - Vector.Create(Magic);
        var f = Vector.FusedMultiplyAdd(n, Vector.Create(-Ln2Low), Vector.FusedMultiplyAdd(n, Vector.Create(-Ln2High), y));
        var square = f * f;
        var fourth = square * square;
        var high = Vector.FusedMultiplyAdd(
            Polynomial.Four(f, square, 2.4801485441561313e-05, 2.755724088722987e-06, 2.763265472252779e-07, 2.5110049204818658e-08), fourth,
            Polynomial.Four(f, square, 0.04166666666648795, 0.008333333333319589, 0.0013888888952352863, 0.00019841269890076403));
        var sum = Vector.FusedMultiplyAdd(high, fourth, Polynomial.Four(f, square, 1, 1, 0.5000000000000019, 0.1666666666666668));
        var e = Vector.AsVectorDouble(Vector.AsVectorInt64(sum) + (Vector.AsVectorInt64(k) << 52));
        e = Vector.ConditionalSelect(Vector.LessThan<double>(x, Vector.Create(-708.0)), V.Zero, e);
        return Vector.ConditionalSelect(Vector.GreaterThan<double>(x, Vector.Create(709.0)), Vector.Create(double.PositiveInfinity), e);
    }
}
