using SignalDetect.Core.Detectors.Presets;

namespace SignalDetect.Core.Detectors;

/// <summary>ML.NET's own row for one value.</summary>
/// <param name="Alert">Its alert.</param>
/// <param name="PValue">Its p-value; NaN for a NaN, and once its running sum is spoilt.</param>
/// <param name="Martingale">The martingale of a change point; 0 for a spike.</param>
public readonly record struct IidRow(bool Alert, double PValue, double Martingale);

/// <summary>
/// ML.NET 5.0.0's DetectIidSpike: a value is a spike when the kernel density of the last ones gives it a tail of at most 1 - confidence. Alone on any series
/// of single-precision values by <see cref="Row"/>; as a detector on residuals.
/// </summary>
public sealed class IidSpike : IDetector
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

    /// <summary>ML.NET's row for the next value; a NaN changes nothing.</summary>
    public IidRow Row(Span<double> state, double value)
    {
        if (double.IsNaN(value)) return new IidRow(false, double.NaN, 0);
        var p = tail.Advance(state, value);
        return new IidRow(tail.IsFull(state) && p <= alpha, p, 0);
    }

    public DetectorScore Advance(Span<double> state, in Observation seen)
    {
        var row = Row(state, seen.Residual);
        if (!double.IsNaN(row.PValue)) return new DetectorScore(-Math.Log(row.PValue), 1 - row.PValue, row.Alert);
        Start(state);   // the running sum is spoilt: ML.NET would say nothing ever after
        return default;
    }
}
