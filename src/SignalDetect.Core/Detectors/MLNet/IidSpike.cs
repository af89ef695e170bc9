using System.Numerics;
using SignalDetect.Core.Detectors.Presets;
using SignalDetect.Core.Lanes;

namespace SignalDetect.Core.Detectors.MLNet;

/// <summary>
/// ML.NET 5.0.0's DetectIidSpike: a value is a spike when the kernel density of the last ones gives it a tail of at most 1 - confidence.
/// </summary>
public sealed class IidSpike : IMLNetDetector
{
    /// <summary>Its name.</summary>
    public const string Key = "iid-spike";

    private const int Block = 32;
    private readonly KernelTail tail;
    private readonly double alpha;

    /// <summary>The detector.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No history, or a confidence outside 0 to 100.</exception>
    public IidSpike(IidSpikeParameters parameters)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(parameters.Confidence);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(parameters.Confidence, 100);
        tail = KernelTail.Make(parameters.History, parameters.Side, parameters.MLNetCompatible);
        alpha = 1 - parameters.Confidence / 100;
    }

    public string Name => Key;

    public int StateLength => tail.StateLength;

    public double Memory => 1;

    public void Start(Span<double> state) => state[..StateLength].Clear();

    public void Advance(Span<double> states, ReadOnlySpan<double> values, Span<MLNetRow> rows)
    {
        Span<double> p = stackalloc double[Block];
        var all = new StreamStates(states, StateLength);
        for (var from = 0; from < values.Length; from += Block)
        {
            var some = values.Slice(from, Math.Min(Block, values.Length - from));
            var few = all.From(from, some.Length);
            tail.Advance(few, some, p);
            for (var i = 0; i < some.Length; i++) rows[from + i] = new MLNetRow(tail.IsFull(few[i]) && p[i] <= alpha, some[i], p[i], 0);
        }
    }

    public DetectorScore Advance(Span<double> state, in Observation seen) => OneStream.Advance(this, state, seen);

    public void Advance(StreamStates states, ReadOnlySpan<Observation> seen, Span<DetectorScore> scores)
    {
        Span<double> values = stackalloc double[Block];
        Span<double> p = stackalloc double[Block];
        for (var from = 0; from < seen.Length; from += Block)
        {
            var count = Math.Min(Block, seen.Length - from);
            for (var i = 0; i < count; i++) values[i] = seen[from + i].Residual;
            var few = states.From(from, count);
            tail.Advance(few, values[..count], p);
            for (var i = 0; i < count; i += Lane.Count)
            {
                var logs = Logarithms.Log(Vector.Create<double>(p.Slice(i, Lane.Count)));
                for (var j = i; j < Math.Min(count, i + Lane.Count); j++) scores[from + j] = Score(few[j], values[j], p[j], -logs[j - i]);
            }
        }
    }

    private DetectorScore Score(Span<double> state, double value, double p, double nats)
    {
        if (!double.IsNaN(p)) return new DetectorScore(nats, 1 - p, tail.IsFull(state) && p <= alpha);
        // The running sum is spoilt, and ML.NET would say nothing ever after; a value that is none changes nothing.
        if (!double.IsNaN(value)) Start(state);
        return default;
    }
}
