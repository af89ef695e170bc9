using SignalDetect.Core.Detectors.Presets;

namespace SignalDetect.Core.Detectors.MLNet;

/// <summary>
/// ML.NET 5.0.0's DetectIidChangePoint: a martingale bets, over the last values, that their two-sided p-values are too small; it alerts where it reaches what
/// so many p-values of 1 - confidence would make. Its nats are those of its <see cref="UsualLevel"/>.
/// </summary>
public sealed class IidChangePoint : IMLNetDetector
{
    /// <summary>Its name.</summary>
    public const string Key = "iid-changepoint";

    private const int Block = 32;
    private readonly KernelTail tail;
    private readonly Martingale martingale;
    private readonly UsualLevel usual;
    private readonly int history;

    /// <summary>The detector.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No history, a confidence outside 0 to 100 or an epsilon outside 0 to 1.</exception>
    public IidChangePoint(IidChangePointParameters parameters)
    {
        tail = KernelTail.Make(parameters.History, Side.TwoSided, parameters.MLNetCompatible);
        history = parameters.History;
        usual = new UsualLevel(history);
        martingale = new Martingale(history, parameters.Martingale, parameters.Epsilon, parameters.Confidence, parameters.MLNetCompatible);
    }

    public string Name => Key;

    // The kernel's state, the martingale's, and as a detector its usual level's.
    public int StateLength => tail.StateLength + martingale.StateLength + UsualLevel.StateLength;

    public double Memory => history;

    public void Start(Span<double> state) => state[..StateLength].Clear();

    public void Advance(Span<double> states, ReadOnlySpan<double> values, Span<MLNetRow> rows)
    {
        Span<double> p = stackalloc double[Block];
        Span<double> levels = stackalloc double[Block];
        Span<bool> alerts = stackalloc bool[Block];
        var all = new StreamStates(states, StateLength);
        for (var from = 0; from < values.Length; from += Block)
        {
            var some = values.Slice(from, Math.Min(Block, values.Length - from));
            var few = all.From(from, some.Length);
            tail.Advance(few, some, p);
            p[..some.Length].CopyTo(levels);
            martingale.Advance(few.Part(tail.StateLength, martingale.StateLength), some, levels[..some.Length], alerts);
            for (var i = 0; i < some.Length; i++) rows[from + i] = new MLNetRow(alerts[i], some[i], p[i], levels[i]);
        }
    }

    public DetectorScore Advance(Span<double> state, in Observation seen) => OneStream.Advance(this, state, seen);

    public void Advance(StreamStates states, ReadOnlySpan<Observation> seen, Span<DetectorScore> scores)
    {
        Span<double> values = stackalloc double[Block];
        Span<double> levels = stackalloc double[Block];
        Span<bool> alerts = stackalloc bool[Block];
        for (var from = 0; from < seen.Length; from += Block)
        {
            var count = Math.Min(Block, seen.Length - from);
            for (var i = 0; i < count; i++) values[i] = seen[from + i].Residual;
            var few = states.From(from, count);
            tail.Advance(few, values[..count], levels);
            martingale.Advance(few.Part(tail.StateLength, martingale.StateLength), values[..count], levels[..count], alerts);
            Score(few, seen.Slice(from, count), levels[..count], alerts[..count], scores[from..]);
        }
    }

    private void Score(StreamStates few, ReadOnlySpan<Observation> seen, ReadOnlySpan<double> levels, ReadOnlySpan<bool> alerts, Span<DetectorScore> scores)
    {
        usual.Score(few, tail.StateLength, StateLength - UsualLevel.StateLength, seen, levels, alerts, scores);
        for (var i = 0; i < seen.Length; i++)   // the running sum is spoilt, and ML.NET would say nothing ever after; a value that is none changes nothing
            if (double.IsNaN(levels[i]) && !double.IsNaN(seen[i].Residual)) Start(few[i]);
    }
}
