using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using V = System.Numerics.Vector<float>;

namespace SignalDetect.Core.Detectors.MLNet.Ssa;

/// <summary>
/// A model as the filter that it is. A forecast is the recurrence applied to averages of projections, all of them linear in the values, and of no value older
/// than two windows: so it is a weighted sum of the last 2 w - 2 values, whose weights are the forecasts after a single 1 among zeros. It differs from ML.NET's
/// by the rounding of single precision alone, 1e-7 of the values, and takes a fraction of its time and state. Up to so many values after training the forecast
/// also has a part that is left of the training's end, and that is known in advance. State: the count is of the values still to come of these, the number of its
/// own the least and greatest training value (two of single precision), the numbers are weights and values, the newest last, before them the parts to come.
/// </summary>
/// <param name="window">The longest window of a model.</param>
/// <param name="training">Values that are held for training.</param>
internal sealed class FilterModel(int window, int training) : SeriesModel(Math.Max(2 * Padded(window) + 2, training))
{
    private const int Lanes = 16;
    private readonly int pitch = Padded(window);

    public override void Set(Span<double> state, SsaModel model, ReadOnlySpan<float> series)
    {
        var (least, most) = (series[0], series[0]);
        foreach (var value in series) (least, most) = (Math.Min(least, value), Math.Max(most, value));
        state[..StateLength].Clear();
        var length = Length(model.Window);
        (state[0], state[1], state[2]) = (model.Window, model.Next, length);
        (Range(state)[0], Range(state)[1]) = (least, most);
        var numbers = Numbers(state);
        var weights = new Recursion(model, new double[model.Window - 1]);
        var left = new Recursion(model, model.Signal.Select(value => (double)value));
        for (var i = 0; i < length; i++)
        {
            numbers[pitch - 1 - i] = (float)weights.Consume(i == 0 ? 1 : 0);
            numbers[2 * pitch - length + i] = (float)left.Consume(0);
        }
    }

    /// <summary>The forecast within the range of training and of the last window.</summary>
    public float Within(Span<double> state, double forecast)
    {
        var (least, most) = (Range(state)[0], Range(state)[1]);
        var window = (int)state[0];
        var seen = Math.Min(window, Length(window) - (int)state[2]);
        foreach (var value in Numbers(state)[(2 * pitch - seen)..(2 * pitch)]) (least, most) = (Math.Min(least, value), Math.Max(most, value));
        return (float)Math.Clamp(forecast, least, most);
    }

    public override void Consume(Span<double> state, float value)
    {
        var numbers = Numbers(state);
        if (state[2] > 0)
        {
            ConsumeEarly(state, numbers, value);
            return;
        }

        ref var weights = ref MemoryMarshal.GetReference(numbers);
        ref var values = ref Unsafe.Add(ref weights, pitch);
        numbers[2 * pitch] = value;   // behind the end: it moves in as all move down
        // Sixteen sums, of every sixteenth value: as many at a time as a register holds.
        var (sum0, sum1, sum2, sum3) = (V.Zero, V.Zero, V.Zero, V.Zero);
        for (var at = 0; at < pitch; at += Lanes)
        {
            Add(ref values, ref weights, at, ref sum0);
            if (V.Count == Lanes) continue;
            Add(ref values, ref weights, at + V.Count, ref sum1);
            if (2 * V.Count == Lanes) continue;
            Add(ref values, ref weights, at + 2 * V.Count, ref sum2);
            Add(ref values, ref weights, at + 3 * V.Count, ref sum3);
        }

        state[1] = Sum(sum0, sum1, sum2, sum3);
    }

    private static int Length(int window) => 2 * window - 2;

    private static int Padded(int window) => (Length(window) + Lanes - 1) / Lanes * Lanes;

    private static Span<float> Range(Span<double> state) => MemoryMarshal.Cast<double, float>(state.Slice(3, 1));

    private void ConsumeEarly(Span<double> state, Span<float> numbers, float value)
    {
        var length = Length((int)state[0]);
        var values = numbers.Slice(2 * pitch - length, length);
        var next = (double)values[0];
        values[1..].CopyTo(values);
        values[^1] = value;
        state[2]--;
        for (var i = (int)state[2]; i < length; i++) next += (double)values[i] * numbers[pitch - length + i];
        state[1] = (float)next;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(ref float values, ref float weights, int at, ref V sum)
    {
        var moved = Vector.LoadUnsafe(ref values, (nuint)at + 1);
        moved.StoreUnsafe(ref values, (nuint)at);
        sum = Vector.FusedMultiplyAdd(moved, Vector.LoadUnsafe(ref weights, (nuint)at), sum);
    }

    /// <summary>All sixteen sums' sum, the halves first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Sum(V a, V b, V c, V d)
    {
        var four = V.Count switch
        {
            16 => Fold(a.AsVector512().GetLower() + a.AsVector512().GetUpper()),
            8 => Fold((a + b).AsVector256()),
            _ => a.AsVector128() + c.AsVector128() + (b.AsVector128() + d.AsVector128()),
        };
        return four[0] + four[2] + (four[1] + four[3]);
    }

    private static Vector128<float> Fold(Vector256<float> eight) => eight.GetLower() + eight.GetUpper();
}
