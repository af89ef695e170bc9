using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SignalDetect.Core.Detectors.MLNet;

/// <summary>
/// What a new value is to the values held, r less each of them. Eight values at a time; a processor without such registers computes the same in parts, to the
/// same bits.
/// </summary>
internal static class KernelSums
{
    private const double Scale = 4.804489635145799;   // sqrt(16 / ln 2)
    private const byte LesserOfSizes = 0b1010;   // the lesser of the absolute values, without its sign
    private const double Magic = 6755399441055744;   // 1.5 * 2^52: adding it leaves the nearest whole number in the lowest bits
    // 2^(-j/16), with j added where its bits will be taken off.
    private static readonly Vector512<double> LowerSixteenths = Shifted(
        1, .9576032806985737, .9170040432046712, .8781260801866497, .8408964152537145, .8052451659746271, .7711054127039704, .7384130729697497, 0);
    private static readonly Vector512<double> UpperSixteenths = Shifted(
        .7071067811865476, .6771277734684463, .6484197773255048, .620928906036742, .5946035575013605, .5693943173783458, .5452538663326288, .5221368912137069, 8);

    // Windows on these are masks: eight that keep the first n places, and eight that keep all but one.
    private static readonly long[] FirstPlaces = [-1, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 0, 0];
    private static readonly long[] AllPlacesButOne = [-1, -1, -1, -1, -1, -1, -1, 0, -1, -1, -1, -1, -1, -1, -1];

    /// <summary>The sums over the first <paramref name="count"/> values of a ring whose length is a multiple of eight.</summary>
    /// <param name="oldest">The place of the value that the new one will replace; -1 for none.</param>
    /// <param name="inverse">1 / b.</param>
    /// <param name="errors">Sum of E((r - R) / b); E is Abramowitz and Stegun's 7.1.26, which ML.NET uses: its error of 1e-7 is part of the figures.</param>
    /// <param name="offs">Sum of r - R without the oldest.</param>
    /// <param name="squares">Sum of (r - R)^2 without the oldest.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Over(
        ReadOnlySpan<float> ring, int count, int oldest, double r, double inverse, out double errors, out double offs, out double squares)
    {
        var (allErrors, allOffs, allSquares) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
        var value = Vector512.Create(r);
        var scale = Vector512.Create(inverse * Scale);
        ref var first = ref MemoryMarshal.GetReference(ring[..((count + 7) & ~7)]);
        for (var i = 0; i < count; i += 8)
        {
            var off = value - Widen(Vector256.LoadUnsafe(ref first, (nuint)i));
            var error = Error(off * scale);
            if (i + 8 > count)
            {
                var held = Vector512.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(FirstPlaces), (nuint)(8 - (count - i))).AsDouble();
                (error, off) = (error & held, off & held);
            }

            if ((uint)(oldest - i) < 8) off &= Vector512.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(AllPlacesButOne), (nuint)(7 - (oldest - i))).AsDouble();
            allErrors += error;
            allOffs += off;
            allSquares = Vector512.FusedMultiplyAdd(off, off, allSquares);
        }

        (errors, offs, squares) = (Sum(allErrors), Sum(allOffs), Sum(allSquares));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Widen(Vector256<float> values)
    {
        if (Avx512F.IsSupported) return Avx512F.ConvertToVector512Double(values);
        var (lower, upper) = Vector256.Widen(values);
        return Vector512.Create(lower, upper);
    }

    /// <summary>
    /// E(z / Scale). exp(-x^2) = 2^(-z^2 / 16): the whole part k of z^2 gives a power of 2 and one of its sixteenths from a table, the rest f a polynomial
    /// (Chebyshev's of 2^(-f/16) on |f| &lt;= 1/2, to 1e-14).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Error(Vector512<double> z)
    {
        var size = Size(z);
        var t = Vector512<double>.One / Vector512.FusedMultiplyAdd(size, Vector512.Create(.3275911 / Scale), Vector512<double>.One);
        var e = Vector512.FusedMultiplyAdd(t, Vector512.Create(1.061405429), Vector512.Create(-1.453152027));
        e = Vector512.FusedMultiplyAdd(e, t, Vector512.Create(1.421413741));
        e = Vector512.FusedMultiplyAdd(e, t, Vector512.Create(-.284496736));
        e = Vector512.FusedMultiplyAdd(e, t, Vector512.Create(.254829592));
        var k = Vector512.FusedMultiplyAdd(size, size, Vector512.Create(Magic));
        var f = Vector512.FusedMultiplyAdd(size, size, Vector512.Create(Magic) - k);
        var power = Vector512.FusedMultiplyAdd(f, Vector512.Create(-1.2716085456725782e-09), Vector512.Create(1.4676445310847472e-07));
        power = Vector512.FusedMultiplyAdd(power, f, Vector512.Create(-1.3550807777491827e-05));
        power = Vector512.FusedMultiplyAdd(power, f, Vector512.Create(.0009383847924849129));
        power = Vector512.FusedMultiplyAdd(power, f, Vector512.Create(-.04332169878499661));
        power = Vector512.FusedMultiplyAdd(power, f, Vector512<double>.One);
        power *= Power(k.AsInt64());
        return Vector512<double>.One - e * t * power | z & Vector512.Create(-0.0);
    }

    /// <summary>|z|, but at most 110: exp(-110^2 ln 2 / 16) is nothing beside 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Size(Vector512<double> z)
    {
        var most = Vector512.Create(110.0);
        return Avx512DQ.IsSupported ? Avx512DQ.Range(most, z, LesserOfSizes) : Vector512.MinNative(Vector512.Abs(z), most);
    }

    /// <summary>2^(-k/16) for the k in the low bits: a sixteenth's power from the table, less k's whole part in the exponent. As all of k is taken off there, its
    /// last four bits stand in the table's numbers already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Power(Vector512<long> k) => (Sixteenth(k).AsInt64() - (k << 48)).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Sixteenth(Vector512<long> place)
    {
        if (Avx512F.IsSupported) return Avx512F.PermuteVar8x64x2(LowerSixteenths, place, UpperSixteenths);
        var within = place & Vector512.Create(7L);
        return Vector512.ConditionalSelect(
            Vector512.Equals(place & Vector512.Create(8L), Vector512<long>.Zero).AsDouble(), Vector512.Shuffle(LowerSixteenths, within),
            Vector512.Shuffle(UpperSixteenths, within));
    }

    private static Vector512<double> Shifted(double a, double b, double c, double d, double e, double f, double g, double h, long first) =>
        (Vector512.Create(a, b, c, d, e, f, g, h).AsInt64() + ((Vector512.Create(0L, 1, 2, 3, 4, 5, 6, 7) + Vector512.Create(first)) << 48)).AsDouble();

    private static double Sum(Vector512<double> v)
    {
        var half = v.GetLower() + v.GetUpper();
        var quarter = half.GetLower() + half.GetUpper();
        return quarter[0] + quarter[1];
    }
}
