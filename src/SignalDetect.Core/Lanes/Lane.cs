using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using V = System.Numerics.Vector<double>;

namespace SignalDetect.Core.Lanes;

/// <summary>
/// As many streams side by side as the processor's registers hold doubles: each has a lane, and what happens in a lane depends on nothing in the others, nor on
/// how many there are.
/// </summary>
internal static class Lane
{
    /// <summary>The most that <see cref="Count"/> can be.</summary>
    public const int Most = 8;

    /// <summary>Streams side by side: 2, 4 or 8.</summary>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => V.Count;
    }

    /// <summary>Rows of which none lies in two lines of the processor's cache, one fewer than given. The memory must not move: it is the stack's.</summary>
    public static Span<V> Aligned(Span<V> rows)
    {
        var address = Unsafe.ByteOffset(ref Unsafe.NullRef<V>(), ref MemoryMarshal.GetReference(rows));
        var skipped = (int)(-address & (Unsafe.SizeOf<V>() - 1));
        return MemoryMarshal.Cast<byte, V>(MemoryMarshal.AsBytes(rows).Slice(skipped, (rows.Length - 1) * Unsafe.SizeOf<V>()));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(V mask) => Bits(mask) != 0;

    /// <summary>A bit a lane, the first lowest: the sign's, and so that of a mask.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Bits(V mask) => Count switch
    {
        8 => (uint)mask.AsVector512().ExtractMostSignificantBits(),
        4 => mask.AsVector256().ExtractMostSignificantBits(),
        _ => mask.AsVector128().ExtractMostSignificantBits(),
    };

    /// <summary>As many rows as lanes become columns: number j of row i is number i of row j.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(Span<V> rows)
    {
        if (Count == 8 && Avx512F.IsSupported) TransposeEight(MemoryMarshal.Cast<V, Vector512<double>>(rows));
        else if (Count == 4 && Avx.IsSupported) TransposeFour(MemoryMarshal.Cast<V, Vector256<double>>(rows));
        else TransposePlainly(MemoryMarshal.Cast<V, double>(rows), Count);
    }

    private static void TransposeEight(Span<Vector512<double>> rows)
    {
        const byte Even = 0x88;
        const byte Odd = 0xDD;
        _ = rows[7];
        var (a, b) = (Avx512F.UnpackLow(rows[0], rows[1]), Avx512F.UnpackLow(rows[2], rows[3]));
        var (c, d) = (Avx512F.UnpackLow(rows[4], rows[5]), Avx512F.UnpackLow(rows[6], rows[7]));
        var (e, f) = (Avx512F.UnpackHigh(rows[0], rows[1]), Avx512F.UnpackHigh(rows[2], rows[3]));
        var (g, h) = (Avx512F.UnpackHigh(rows[4], rows[5]), Avx512F.UnpackHigh(rows[6], rows[7]));
        var (ab, cd) = (Avx512F.Shuffle4x128(a, b, Even), Avx512F.Shuffle4x128(c, d, Even));
        (rows[0], rows[4]) = (Avx512F.Shuffle4x128(ab, cd, Even), Avx512F.Shuffle4x128(ab, cd, Odd));
        (ab, cd) = (Avx512F.Shuffle4x128(a, b, Odd), Avx512F.Shuffle4x128(c, d, Odd));
        (rows[2], rows[6]) = (Avx512F.Shuffle4x128(ab, cd, Even), Avx512F.Shuffle4x128(ab, cd, Odd));
        (ab, cd) = (Avx512F.Shuffle4x128(e, f, Even), Avx512F.Shuffle4x128(g, h, Even));
        (rows[1], rows[5]) = (Avx512F.Shuffle4x128(ab, cd, Even), Avx512F.Shuffle4x128(ab, cd, Odd));
        (ab, cd) = (Avx512F.Shuffle4x128(e, f, Odd), Avx512F.Shuffle4x128(g, h, Odd));
        (rows[3], rows[7]) = (Avx512F.Shuffle4x128(ab, cd, Even), Avx512F.Shuffle4x128(ab, cd, Odd));
    }

    private static void TransposeFour(Span<Vector256<double>> rows)
    {
        const byte Lower = 0x20;
        const byte Upper = 0x31;
        _ = rows[3];
        var (a, b) = (Avx.UnpackLow(rows[0], rows[1]), Avx.UnpackLow(rows[2], rows[3]));
        var (c, d) = (Avx.UnpackHigh(rows[0], rows[1]), Avx.UnpackHigh(rows[2], rows[3]));
        (rows[0], rows[2]) = (Avx.Permute2x128(a, b, Lower), Avx.Permute2x128(a, b, Upper));
        (rows[1], rows[3]) = (Avx.Permute2x128(c, d, Lower), Avx.Permute2x128(c, d, Upper));
    }

    private static void TransposePlainly(Span<double> numbers, int side)
    {
        for (var i = 0; i < side; i++)
        {
            for (var j = 0; j < i; j++) (numbers[i * side + j], numbers[j * side + i]) = (numbers[j * side + i], numbers[i * side + j]);
        }
    }
}
