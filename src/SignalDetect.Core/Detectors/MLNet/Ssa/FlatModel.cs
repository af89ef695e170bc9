using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SignalDetect.Core.Detectors.MLNet.Ssa;

/// <summary>
/// A model's step from value to value as ML.NET takes it: the last window of values is projected on the signal's space, the last values of the signal are
/// averaged with what the projection says of them, and the recurrence gives the next one. In ML.NET's order of 8-lane multiply-adds, so that forecasts are the
/// same to the last bit; without AVX the same lanes are taken one by one. State: the number of its own is the rank, the numbers are lags, signal, recurrence
/// and vectors, each of them padded to whole lanes by zeros.
/// </summary>
/// <param name="window">The longest window of a model.</param>
/// <param name="training">Values that are held for training.</param>
internal sealed class FlatModel(int window, int training) : SeriesModel(Math.Max((3 + Rows(window / 2)) * Padded(window) + Lanes, training))
{
    private const int Lanes = 8;
    private const int RowsAtOnce = 4;
    private readonly int pitch = Padded(window);

    public override void Set(Span<double> state, SsaModel model, ReadOnlySpan<float> series)
    {
        state[..StateLength].Clear();
        (state[0], state[1], state[3]) = (model.Window, model.Next, model.Rank);
        var numbers = Numbers(state);
        for (var i = 0; i < model.Window - 1; i++)
        {
            numbers[i + 1] = numbers[pitch + i] = model.Signal[i];
            numbers[2 * pitch + i] = model.Alpha[i];
        }

        for (var k = 0; k < model.Rank; k++)
            for (var i = 0; i < model.Window; i++) numbers[(3 + k) * pitch + i] = model.Vectors[k * model.Window + i];
    }

    public override void Consume(Span<double> state, float value)
    {
        var window = (int)state[0];
        var numbers = Numbers(state);
        Span<float> products = stackalloc float[Rows((int)state[3])];
        Shift(numbers, window, value);
        for (var k = 0; k < products.Length; k += RowsAtOnce) Project(numbers, k).CopyTo(products[k..]);
        Span<float> terms = stackalloc float[pitch];
        Average(numbers, products, window, terms);
        var next = 0f;
        foreach (var term in terms[..(window - 1)]) next += term;
        state[1] = next;
    }

    private static int Padded(int window) => (window + Lanes - 1) / Lanes * Lanes;

    // One row of zeros always, as in ML.NET: by it an infinity makes the whole projection NaN.
    private static int Rows(int rank) => (rank + RowsAtOnce) / RowsAtOnce * RowsAtOnce;

    private void Shift(Span<float> numbers, int window, float value)
    {
        ref var lags = ref MemoryMarshal.GetReference(numbers);
        var (newest, last) = (Vector256.Create(value), Vector256.Create((float)(window - 1)));
        var place = Vector256.CreateSequence(0f, 1f);
        for (var at = 0; at < pitch; at += Lanes, place += Vector256.Create((float)Lanes))
        {
            var moved = Vector256.LoadUnsafe(ref lags, (nuint)at + 1) & Vector256.LessThan(place, last);
            (moved | (newest & Vector256.Equals(place, last))).StoreUnsafe(ref lags, (nuint)at);
        }
    }

    /// <summary>The products of four vectors, the first of which is given, with the lags.</summary>
    private Vector128<float> Project(Span<float> numbers, int first)
    {
        ref var lags = ref MemoryMarshal.GetReference(numbers);
        ref var row = ref numbers[(3 + first) * pitch];
        var (a, b, c, d) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
        for (var at = 0; at < pitch; at += Lanes)
        {
            var lag = Vector256.LoadUnsafe(ref lags, (nuint)at);
            a = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref row, (nuint)at), lag, a);
            b = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref row, (nuint)(at + pitch)), lag, b);
            c = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref row, (nuint)(at + 2 * pitch)), lag, c);
            d = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref row, (nuint)(at + 3 * pitch)), lag, d);
        }

        if (!Avx.IsSupported) return Vector128.Create(Sum(a), Sum(b), Sum(c), Sum(d));
        var sums = Avx.HorizontalAdd(Avx.HorizontalAdd(a, b), Avx.HorizontalAdd(c, d));
        return sums.GetLower() + sums.GetUpper();
    }

    private static float Sum(Vector256<float> v) => (v[0] + v[1] + (v[2] + v[3])) + (v[4] + v[5] + (v[6] + v[7]));

    /// <summary>The signal's last values, averaged with the projection, which begins one place further on; their terms of the forecast.</summary>
    private void Average(Span<float> numbers, ReadOnlySpan<float> products, int window, Span<float> terms)
    {
        ref var signal = ref numbers[pitch];
        ref var alpha = ref numbers[2 * pitch];
        ref var term = ref MemoryMarshal.GetReference(terms);
        var counts = Vector256.Create((float)(window - 1)) - Vector256.CreateSequence(0f, 1f);
        for (var at = 0; at < pitch; at += Lanes, counts -= Vector256.Create((float)Lanes))
        {
            var projected = Rebuild(numbers, products, at + 1);
            var before = (counts - Vector256<float>.One) * Vector256.LoadUnsafe(ref signal, (nuint)at + 1);
            var now = ((before + projected) / counts) & Vector256.GreaterThan(counts, Vector256<float>.Zero);
            now.StoreUnsafe(ref signal, (nuint)at);
            (now * Vector256.LoadUnsafe(ref alpha, (nuint)at)).StoreUnsafe(ref term, (nuint)at);
        }
    }

    private Vector256<float> Rebuild(Span<float> numbers, ReadOnlySpan<float> products, int at)
    {
        ref var row = ref numbers[3 * pitch + at];
        var sum = Group(ref row, products);
        for (var k = RowsAtOnce; k < products.Length; k += RowsAtOnce) sum = Group(ref Unsafe.Add(ref row, k * pitch), products[k..]) + sum;
        return sum;
    }

    private Vector256<float> Group(ref float row, ReadOnlySpan<float> products)
    {
        var first = Vector256.Create(products[0]) * Vector256.LoadUnsafe(ref row);
        var second = Vector256.Create(products[2]) * Vector256.LoadUnsafe(ref row, (nuint)(2 * pitch));
        return Vector256.FusedMultiplyAdd(Vector256.Create(products[1]), Vector256.LoadUnsafe(ref row, (nuint)pitch), first)
            + Vector256.FusedMultiplyAdd(Vector256.Create(products[3]), Vector256.LoadUnsafe(ref row, (nuint)(3 * pitch)), second);
    }
}
