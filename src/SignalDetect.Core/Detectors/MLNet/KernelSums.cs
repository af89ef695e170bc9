using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using SignalDetect.Core.Lanes;
using V = System.Numerics.Vector<double>;

namespace SignalDetect.Core.Detectors.MLNet;

/// <summary>What a new value is to the values held, r less each of them; the same bits however many of them the processor takes at a time.</summary>
internal static class KernelSums
{
    private const int Step = Lane.Most;
    private const double Scale = 1.2011224087864498;   // 1 / sqrt(ln 2)
    private const double Magic = 6755399441055744;   // 1.5 * 2^52: adding it leaves the nearest whole number in the lowest bits

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
        // Eight sums of each, of every eighth value: as many at a time as a register holds.
        var (errors0, errors1, errors2, errors3) = (V.Zero, V.Zero, V.Zero, V.Zero);
        var (offs0, offs1, offs2, offs3) = (V.Zero, V.Zero, V.Zero, V.Zero);
        var (squares0, squares1, squares2, squares3) = (V.Zero, V.Zero, V.Zero, V.Zero);
        var (value, scale) = (Vector.Create(r), Vector.Create(inverse * Scale));
        ref var first = ref MemoryMarshal.GetReference(ring[..((count + Step - 1) / Step * Step)]);
        for (var i = 0; i < count; i += Step)
        {
            var held = Step - Math.Min(Step, count - i);
            var kept = (uint)(oldest - i) < Step ? Step - 1 - (oldest - i) : -1;
            Add(in first, i, held, kept, value, scale, ref errors0, ref offs0, ref squares0);
            if (V.Count == Step) continue;
            Add(in first, i, held, kept, value, scale, ref errors1, ref offs1, ref squares1, V.Count);
            if (2 * V.Count == Step) continue;
            Add(in first, i, held, kept, value, scale, ref errors2, ref offs2, ref squares2, 2 * V.Count);
            Add(in first, i, held, kept, value, scale, ref errors3, ref offs3, ref squares3, 3 * V.Count);
        }

        errors = Sum(errors0, errors1, errors2, errors3);
        offs = Sum(offs0, offs1, offs2, offs3);
        squares = Sum(squares0, squares1, squares2, squares3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(
        ref readonly float ring, int i, int held, int kept, V value, V scale, ref V errors, ref V offs, ref V squares, int part = 0)
    {
        var off = value - Widen(in ring, (nuint)(i + part));
        var error = Error(off * scale);
        if (held > 0)
        {
            var mask = Mask(FirstPlaces, held + part);
            (error, off) = (error & mask, off & mask);
        }

        if (kept >= 0) off &= Mask(AllPlacesButOne, kept + part);
        errors += error;
        offs += off;
        squares = Vector.FusedMultiplyAdd(off, off, squares);
    }

    private static V Mask(long[] places, int at) => Vector.AsVectorDouble(Vector.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(places), (nuint)at));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Widen(ref readonly float values, nuint at)
    {
        if (V.Count == 8 && Avx512F.IsSupported) return Avx512F.ConvertToVector512Double(Vector256.LoadUnsafe(in values, at)).AsVector();
        if (V.Count == 4 && Avx.IsSupported) return Avx.ConvertToVector256Double(Vector128.LoadUnsafe(in values, at)).AsVector();
        Span<double> wide = stackalloc double[V.Count];
        for (var i = 0; i < V.Count; i++) wide[i] = Unsafe.Add(ref Unsafe.AsRef(in values), (int)at + i);
        return Vector.Create<double>(wide);
    }

    /// <summary>
    /// E(z / Scale). exp(-x^2) = 2^(-z^2): the whole part k of z^2 gives a power of 2, the rest f a polynomial (Chebyshev's of 2^-f on |f| &lt;= 1/2, to 1e-12).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Error(V z)
    {
        var size = Vector.MinNative(Vector.Abs(z), Vector.Create(27.0));   // 2^(-27^2) is nothing beside 1
        var t = V.One / Vector.FusedMultiplyAdd(size, Vector.Create(.3275911 / Scale), V.One);
        var e = Vector.FusedMultiplyAdd(t, Vector.Create(1.061405429), Vector.Create(-1.453152027));
        e = Vector.FusedMultiplyAdd(e, t, Vector.Create(1.421413741));
        e = Vector.FusedMultiplyAdd(e, t, Vector.Create(-.284496736));
        e = Vector.FusedMultiplyAdd(e, t, Vector.Create(.254829592));
        var k = Vector.FusedMultiplyAdd(size, size, Vector.Create(Magic));
        var f = Vector.FusedMultiplyAdd(size, size, Vector.Create(Magic) - k);
        var power = Vector.FusedMultiplyAdd(f, Vector.Create(1.3254999026281034e-06), Vector.Create(-1.531007829827205e-05));
        power = Vector.FusedMultiplyAdd(power, f, Vector.Create(.00015403456920163694));
        power = Vector.FusedMultiplyAdd(power, f, Vector.Create(-.0013333450572379966));
        power = Vector.FusedMultiplyAdd(power, f, Vector.Create(.009618129157838478));
        power = Vector.FusedMultiplyAdd(power, f, Vector.Create(-.055504109412011594));
        power = Vector.FusedMultiplyAdd(power, f, Vector.Create(.24022650695820197));
        power = Vector.FusedMultiplyAdd(power, f, Vector.Create(-.6931471805459346));
        power = Vector.FusedMultiplyAdd(power, f, V.One);
        power = Vector.AsVectorDouble(Vector.AsVectorInt64(power) - (Vector.AsVectorInt64(k) << 52));
        return V.One - e * t * power | z & Vector.Create(-0.0);
    }

    /// <summary>All eight sums' sum, the halves first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Sum(V a, V b, V c, V d)
    {
        var half = V.Count switch
        {
            8 => a.AsVector512().GetLower() + a.AsVector512().GetUpper(),
            4 => (a + b).AsVector256(),
            _ => Vector256.Create((a + c).AsVector128(), (b + d).AsVector128()),
        };
        var quarter = half.GetLower() + half.GetUpper();
        return quarter[0] + quarter[1];
    }
}
