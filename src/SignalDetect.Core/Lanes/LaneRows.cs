using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector512<double>;

namespace SignalDetect.Core.Lanes;

/// <summary>Turns the first numbers of up to eight streams' states, each of its own array, into rows of eight lanes, and back.</summary>
internal static class LaneRows
{
    /// <summary>How many rows it takes for so many numbers.</summary>
    public static int Of(int numbers) => (numbers + Lane.Count - 1) / Lane.Count * Lane.Count;

    /// <summary>Row n gets number n of each stream; lanes without a stream repeat the first.</summary>
    /// <param name="rows">A multiple of eight, at most as many as each state has numbers.</param>
    public static void Load(ReadOnlySpan<double[]> states, Span<V> rows)
    {
        ref var s0 = ref Start(states, 0, rows.Length);
        ref var s1 = ref Start(states, 1, rows.Length);
        ref var s2 = ref Start(states, 2, rows.Length);
        ref var s3 = ref Start(states, 3, rows.Length);
        ref var s4 = ref Start(states, 4, rows.Length);
        ref var s5 = ref Start(states, 5, rows.Length);
        ref var s6 = ref Start(states, 6, rows.Length);
        ref var s7 = ref Start(states, 7, rows.Length);
        for (nuint at = 0; at < (nuint)rows.Length; at += Lane.Count)
        {
            var (r0, r1, r2, r3) = (Vector512.LoadUnsafe(ref s0, at), Vector512.LoadUnsafe(ref s1, at), Vector512.LoadUnsafe(ref s2, at), Vector512.LoadUnsafe(ref s3, at));
            var (r4, r5, r6, r7) = (Vector512.LoadUnsafe(ref s4, at), Vector512.LoadUnsafe(ref s5, at), Vector512.LoadUnsafe(ref s6, at), Vector512.LoadUnsafe(ref s7, at));
            Lane.Transpose(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7);
            var eight = rows.Slice((int)at, Lane.Count);
            (eight[0], eight[1], eight[2], eight[3], eight[4], eight[5], eight[6], eight[7]) = (r0, r1, r2, r3, r4, r5, r6, r7);
        }
    }

    /// <summary>Each stream gets its numbers back, but for those whose bit is set in <paramref name="except"/>.</summary>
    public static void Store(ReadOnlySpan<V> rows, ReadOnlySpan<double[]> states, uint except)
    {
        Span<double> nowhere = stackalloc double[rows.Length];
        except |= ~0u << states.Length;
        ref var s0 = ref Target(states, 0, except, nowhere);
        ref var s1 = ref Target(states, 1, except, nowhere);
        ref var s2 = ref Target(states, 2, except, nowhere);
        ref var s3 = ref Target(states, 3, except, nowhere);
        ref var s4 = ref Target(states, 4, except, nowhere);
        ref var s5 = ref Target(states, 5, except, nowhere);
        ref var s6 = ref Target(states, 6, except, nowhere);
        ref var s7 = ref Target(states, 7, except, nowhere);
        for (nuint at = 0; at < (nuint)rows.Length; at += Lane.Count)
        {
            var eight = rows.Slice((int)at, Lane.Count);
            var (r0, r1, r2, r3, r4, r5, r6, r7) = (eight[0], eight[1], eight[2], eight[3], eight[4], eight[5], eight[6], eight[7]);
            Lane.Transpose(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7);
            r0.StoreUnsafe(ref s0, at);
            r1.StoreUnsafe(ref s1, at);
            r2.StoreUnsafe(ref s2, at);
            r3.StoreUnsafe(ref s3, at);
            r4.StoreUnsafe(ref s4, at);
            r5.StoreUnsafe(ref s5, at);
            r6.StoreUnsafe(ref s6, at);
            r7.StoreUnsafe(ref s7, at);
        }
    }

    private static ref double Start(ReadOnlySpan<double[]> states, int stream, int length) =>
        ref MemoryMarshal.GetReference(states[stream < states.Length ? stream : 0].AsSpan(0, length));

    private static ref double Target(ReadOnlySpan<double[]> states, int stream, uint except, Span<double> nowhere) =>
        ref (except >> stream & 1) == 0 ? ref Start(states, stream, nowhere.Length) : ref MemoryMarshal.GetReference(nowhere);
}
