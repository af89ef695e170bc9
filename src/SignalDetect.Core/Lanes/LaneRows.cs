using System.Numerics;
using System.Runtime.InteropServices;
using V = System.Numerics.Vector<double>;

namespace SignalDetect.Core.Lanes;

/// <summary>Turns the first numbers of some streams' states, each of its own array, into rows of lanes, and back.</summary>
internal static class LaneRows
{
    /// <summary>How many rows it takes for so many numbers.</summary>
    public static int Of(int numbers) => (numbers + Lane.Most - 1) / Lane.Most * Lane.Most;

    /// <summary>Row n gets number n of each stream; lanes without a stream repeat the first.</summary>
    /// <param name="rows">A multiple of <see cref="Lane.Most"/>, at most as many as each state has numbers.</param>
    public static void Load(ReadOnlySpan<double[]> states, Span<V> rows)
    {
        for (var lane = 0; lane < Lane.Count; lane++)
        {
            ref var state = ref Start(states[lane < states.Length ? lane : 0], rows.Length);
            for (var at = 0; at < rows.Length; at += Lane.Count) rows[at + lane] = Vector.LoadUnsafe(ref state, (nuint)at);
        }

        for (var at = 0; at < rows.Length; at += Lane.Count) Lane.Transpose(rows.Slice(at, Lane.Count));
    }

    /// <summary>Each stream gets its numbers back, but for those whose bit is set in <paramref name="except"/>. The rows are in no order after it.</summary>
    public static void Store(Span<V> rows, ReadOnlySpan<double[]> states, uint except)
    {
        for (var at = 0; at < rows.Length; at += Lane.Count) Lane.Transpose(rows.Slice(at, Lane.Count));
        for (var lane = 0; lane < states.Length; lane++)
        {
            if ((except >> lane & 1) != 0) continue;
            ref var state = ref Start(states[lane], rows.Length);
            for (var at = 0; at < rows.Length; at += Lane.Count) rows[at + lane].StoreUnsafe(ref state, (nuint)at);
        }
    }

    private static ref double Start(double[] state, int length) => ref MemoryMarshal.GetReference(state.AsSpan(0, length));
}
