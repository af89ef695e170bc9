using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using V = System.Runtime.Intrinsics.Vector512<double>;

namespace SignalDetect.Core.Lanes;

/// <summary>
/// Eight streams side by side: each has a lane, and what happens in a lane depends on nothing in the others. A processor without such registers computes the
/// same in parts, to the same bits.
/// </summary>
internal static class Lane
{
    /// <summary>Streams side by side.</summary>
    public const int Count = 8;

    /// <summary>Rows that lie each in one line of the processor's cache, one fewer than given. The memory must not move: it is the stack's.</summary>
    public static Span<V> Aligned(Span<V> rows)
    {
        var address = Unsafe.ByteOffset(ref Unsafe.NullRef<V>(), ref MemoryMarshal.GetReference(rows));
        var skipped = (int)(-address & (Unsafe.SizeOf<V>() - 1));
        return MemoryMarshal.Cast<byte, V>(MemoryMarshal.AsBytes(rows).Slice(skipped, (rows.Length - 1) * Unsafe.SizeOf<V>()));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(V mask) => mask.ExtractMostSignificantBits() != 0;

    /// <summary>
    /// Eight rows of eight numbers become eight columns, and back: number j of row i is number i of row j.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(ref V r0, ref V r1, ref V r2, ref V r3, ref V r4, ref V r5, ref V r6, ref V r7)
    {
        if (!Avx512F.IsSupported)
        {
            Span<V> rows = [r0, r1, r2, r3, r4, r5, r6, r7];
            TransposePlainly(rows);
            (r0, r1, r2, r3, r4, r5, r6, r7) = (rows[0], rows[1], rows[2], rows[3], rows[4], rows[5], rows[6], rows[7]);
            return;
        }

        const byte Even = 0x88;
        const byte Odd = 0xDD;
        var (a, b) = (Avx512F.UnpackLow(r0, r1), Avx512F.UnpackLow(r2, r3));
        var (c, d) = (Avx512F.UnpackLow(r4, r5), Avx512F.UnpackLow(r6, r7));
        var (e, f) = (Avx512F.UnpackHigh(r0, r1), Avx512F.UnpackHigh(r2, r3));
        var (g, h) = (Avx512F.UnpackHigh(r4, r5), Avx512F.UnpackHigh(r6, r7));
        var (ab, cd) = (Avx512F.Shuffle4x128(a, b, Even), Avx512F.Shuffle4x128(c, d, Even));
        (r0, r4) = (Avx512F.Shuffle4x128(ab, cd, Even), Avx512F.Shuffle4x128(ab, cd, Odd));
        (ab, cd) = (Avx512F.Shuffle4x128(a, b, Odd), Avx512F.Shuffle4x128(c, d, Odd));
        (r2, r6) = (Avx512F.Shuffle4x128(ab, cd, Even), Avx512F.Shuffle4x128(ab, cd, Odd));
        (ab, cd) = (Avx512F.Shuffle4x128(e, f, Even), Avx512F.Shuffle4x128(g, h, Even));
        (r1, r5) = (Avx512F.Shuffle4x128(ab, cd, Even), Avx512F.Shuffle4x128(ab, cd, Odd));
        (ab, cd) = (Avx512F.Shuffle4x128(e, f, Odd), Avx512F.Shuffle4x128(g, h, Odd));
        (r3, r7) = (Avx512F.Shuffle4x128(ab, cd, Even), Avx512F.Shuffle4x128(ab, cd, Odd));
    }

    private static void TransposePlainly(Span<V> rows)
    {
        for (var i = 0; i < Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (one, other) = (rows[i][j], rows[j][i]);
                rows[i] = rows[i].WithElement(j, other);
                rows[j] = rows[j].WithElement(i, one);
            }
        }
    }
}
