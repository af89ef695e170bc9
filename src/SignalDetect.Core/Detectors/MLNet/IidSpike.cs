using SignalDetect.Core.Detectors.Presets;

namespace SignalDetect.Core.Detectors.MLNet;

/// <summary>
/// ML.NET 5.0.0's DetectIidSpike: a value is a spike when the kernel density of the last ones gives it a tail of at most 1 - confidence.
/// </summary>
public sealed class IidSpike : IMLNetDetector
{
    /// <summary>Its name.</summary>
    public const string Key = "iid-spike";

    private readonly KernelTail tail;
    private readonly double alpha;

    /// <summary>The detector.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No history, or a confidence outside 0 to 100.</exception>
    public IidSpike(IidSpikeParameters parameters)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(parameters.History);
        ArgumentOutOfRangeException.ThrowIfNegative(parameters.Confidence);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(parameters.Confidence, 100);
        tail = new KernelTail(parameters.History, parameters.Side);
        alpha = 1 - parameters.Confidence / 100;
    }

    public string Name => Key;

    public int StateLength => tail.StateLength;

    public double Memory => 1;

    public void Start(Span<double> state) => state[..StateLength].Clear();

    public void Advance(Span<double> states, ReadOnlySpan<double> values, Span<MLNetRow> rows)
    {
        for (var i = 0; i < values.Length; i++) rows[i] = Row(states.Slice(i * StateLength, StateLength), values[i]);
    }

    private MLNetRow Row(Span<double> state, double value)
    {
        if (double.IsNaN(value)) return new MLNetRow(false, value, double.NaN, 0);
        var p = tail.Advance(state, value);
        return new MLNetRow(tail.IsFull(state) && p <= alpha, value, p, 0);
    }

    public DetectorScore Advance(Span<double> state, in Observation seen)
    {
        var row = Row(state, seen.Residual);
        if (!double.IsNaN(row.PValue)) return new DetectorScore(-Math.Log(row.PValue), 1 - row.PValue, row.Alert);
        Start(state);   // the running sum is spoilt: ML.NET would say nothing ever after
        return default;
    }
}
