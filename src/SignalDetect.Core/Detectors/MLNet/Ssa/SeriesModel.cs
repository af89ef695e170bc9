using System.Runtime.InteropServices;

namespace SignalDetect.Core.Detectors.MLNet.Ssa;

/// <summary>
/// A trained model in flat state. State: window (0: not trained), forecast, a count, a number of its own, then numbers of single precision in pairs. Before
/// training the count is that of the values held for it, and these are the numbers.
/// </summary>
/// <param name="floats">The most numbers of single precision.</param>
internal abstract class SeriesModel(int floats)
{
    private const int Head = 4;

    public int StateLength { get; } = Head + (floats + 1) / 2;

    public static bool IsTrained(ReadOnlySpan<double> state) => state[0] > 0;

    /// <summary>The forecast of the value to come.</summary>
    public static double Next(ReadOnlySpan<double> state) => state[1];

    /// <summary>How many values are held for training.</summary>
    public static ref double Count(Span<double> state) => ref state[2];

    /// <summary>The first so many values held for training.</summary>
    public static Span<float> Held(Span<double> state, int count) => MemoryMarshal.Cast<double, float>(state[Head..])[..count];

    /// <summary>Takes a trained model for the training values.</summary>
    /// <param name="series">The training values; they may lie in the state.</param>
    public abstract void Set(Span<double> state, SsaModel model, ReadOnlySpan<float> series);

    /// <summary>Takes in the next value, and makes the next forecast.</summary>
    public abstract void Consume(Span<double> state, float value);

    /// <summary>The numbers of single precision.</summary>
    protected Span<float> Numbers(Span<double> state) => MemoryMarshal.Cast<double, float>(state[Head..StateLength]);
}
