using SignalDetect.Core.Detectors.Presets;

namespace SignalDetect.Core.Detectors.MLNet;

/// <summary>
/// ML.NET 5.0.0's DetectIidChangePoint: a martingale bets, over the last values, that their two-sided p-values are too small; it alerts where it reaches what
/// so many p-values of 1 - confidence would make. Alone on any series of single-precision values by <see cref="Row"/>; as a detector on residuals. Its p-values
/// are no uniform ones, so that its martingale is not fair and does not bound its own probability: its nats are the normal tail of the martingale's logarithm
/// about that logarithm's own long-run mean.
/// </summary>
public sealed class IidChangePoint : IMLNetDetector
{
    /// <summary>Its name.</summary>
    public const string Key = "iid-changepoint";

    private const double LongRun = 5000;
    private const double Clip = 4;
    private readonly KernelTail tail;
    private readonly Martingale martingale;
    private readonly int history;

    /// <summary>The detector.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No history, a confidence outside 0 to 100 or an epsilon outside 0 to 1.</exception>
    public IidChangePoint(IidChangePointParameters parameters)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(parameters.History);
        ArgumentOutOfRangeException.ThrowIfNegative(parameters.Confidence);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(parameters.Confidence, 100);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(parameters.Epsilon);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(parameters.Epsilon, 1);
        tail = new KernelTail(parameters.History, Side.TwoSided);
        history = parameters.History;
        martingale = new Martingale(history, parameters.Martingale, parameters.Epsilon, parameters.Confidence);
    }

    public string Name => Key;

    // The kernel's state and the martingale's; as a detector also windows seen, and mean and variance of the martingale's logarithm.
    public int StateLength => tail.StateLength + martingale.StateLength + 3;

    public double Memory => history;

    public void Start(Span<double> state) => state[..StateLength].Clear();

    public void Advance(Span<double> states, ReadOnlySpan<double> values, Span<MLNetRow> rows)
    {
        for (var i = 0; i < values.Length; i++) rows[i] = Row(states.Slice(i * StateLength, StateLength), values[i]);
    }

    public DetectorScore Advance(Span<double> state, in Observation seen)
    {
        var row = Row(state, seen.Residual);
        if (double.IsNaN(row.Martingale))
        {
            Start(state[..StateLength]);   // the running sum is spoilt: ML.NET would say nothing ever after
            return default;
        }

        return new DetectorScore(Usual(state.Slice(StateLength - 3, 3), state[tail.StateLength], seen.Lesson), row.Martingale, row.Alert);
    }

    private MLNetRow Row(Span<double> state, double value)
    {
        if (double.IsNaN(value)) return new MLNetRow(false, value, double.NaN, double.NaN);
        var p = tail.Advance(state, value);
        var level = martingale.Advance(state[tail.StateLength..], p, tail.IsFull(state), out var alert);
        return new MLNetRow(alert, value, p, level);
    }

    private double Usual(Span<double> state, double log, double lesson)
    {
        ref var windows = ref state[0];
        ref var mean = ref state[1];
        ref var variance = ref state[2];
        windows = Math.Min(windows + 1, LongRun);
        if (windows <= history) return 0;   // the bets of the first window still count
        var deviation = Math.Sqrt(variance + 1);
        var off = Math.Clamp(log - mean, -Clip * deviation, Clip * deviation);
        var nats = windows > 3 * history ? -Gaussian.LogUpper((log - mean) / deviation) : 0;
        var pace = lesson / (windows - history);
        mean += pace * off;
        variance += pace * (off * off - variance);
        return nats;
    }
}
