using SignalDetect.Core.Detectors.Presets;

namespace SignalDetect.Core.Detectors.MLNet;

/// <summary>
/// ML.NET 5.0.0's DetectIidChangePoint: a martingale bets, over the last values, that their two-sided p-values are too small; it alerts where it reaches what
/// so many p-values of 1 - confidence would make.
/// Its p-values are no uniform ones, so that its martingale is not fair and does not bound its own probability: its nats are the normal tail of the martingale's logarithm
/// about that logarithm's own long-run mean.
/// </summary>
public sealed class IidChangePoint : IMLNetDetector
{
    /// <summary>Its name.</summary>
    public const string Key = "iid-changepoint";

    private const int Block = 64;
    private const double LongRun = 5000;
    private const double Clip = 4;
    private readonly KernelTail tail;
    private readonly Martingale martingale;
    private readonly int history;

    /// <summary>The detector.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No history, a confidence outside 0 to 100 or an epsilon outside 0 to 1.</exception>
    public IidChangePoint(IidChangePointParameters parameters)
    {
        tail = KernelTail.Make(parameters.History, Side.TwoSided, parameters.MLNetCompatible);
        history = parameters.History;
        martingale = new Martingale(history, parameters.Martingale, parameters.Epsilon, parameters.Confidence, parameters.MLNetCompatible);
    }

    public string Name => Key;

    // The kernel's state and the martingale's; as a detector also windows seen, and mean and variance of the martingale's logarithm.
    public int StateLength => tail.StateLength + martingale.StateLength + 3;

    public double Memory => history;

    public void Start(Span<double> state) => state[..StateLength].Clear();

    public void Advance(Span<double> states, ReadOnlySpan<double> values, Span<MLNetRow> rows)
    {
        Span<double> p = stackalloc double[Block];
        Span<double> levels = stackalloc double[Block];
        var length = StateLength;
        for (var from = 0; from < values.Length; from += Block)
        {
            var some = values.Slice(from, Math.Min(Block, values.Length - from));
            var few = states.Slice(from * length, some.Length * length);
            tail.Advance(few, length, some, p);
            p[..some.Length].CopyTo(levels);
            martingale.Advance(few[tail.StateLength..], length, levels[..some.Length]);
            for (var i = 0; i < some.Length; i++) rows[from + i] = new MLNetRow(Alerts(few.Slice(i * length, length), levels[i]), some[i], p[i], levels[i]);
        }
    }

    public DetectorScore Advance(Span<double> state, in Observation seen)
    {
        Span<double> level = [tail.Advance(state, seen.Residual)];
        martingale.Advance(state[tail.StateLength..], StateLength, level);
        if (double.IsNaN(level[0]))
        {
            // The running sum is spoilt, and ML.NET would say nothing ever after; a value that is none changes nothing.
            if (!double.IsNaN(seen.Residual)) Start(state[..StateLength]);
            return default;
        }

        return new DetectorScore(Usual(state.Slice(StateLength - 3, 3), state[tail.StateLength], seen.Lesson), level[0], Alerts(state, level[0]));
    }

    private bool Alerts(Span<double> state, double level) =>
        !double.IsNaN(level) && tail.IsFull(state) && martingale.Alerts(state[tail.StateLength..], level);

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
