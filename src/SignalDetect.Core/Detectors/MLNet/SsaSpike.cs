using SignalDetect.Core.Detectors.MLNet.Ssa;
using SignalDetect.Core.Detectors.Presets;

namespace SignalDetect.Core.Detectors.MLNet;

/// <summary>
/// ML.NET 5.0.0's DetectSpikeBySsa: a value is a spike when the kernel density of the last errors of its model's forecasts gives its own error a tail of at
/// most 1 - confidence. A stream trains its model on its own first values, or on given ones (<see cref="Train"/>); until then the p-value is 1/2. A NaN has no
/// score and is bridged by the model, and so is an infinity, whose error is infinite. With <see cref="SsaParameters.MLNetCompatible"/> it is as in ML.NET's
/// engine: the forecast is that of the next value, a NaN shifts the phase, and an infinity makes rows, and numbers of the state, NaN for two windows.
/// </summary>
public sealed class SsaSpike : IMLNetDetector
{
    /// <summary>Its name.</summary>
    public const string Key = "ssa-spike";

    private const int Block = 16;
    private readonly SsaSpikeParameters parameters;
    private readonly SsaError error;
    private readonly KernelTail tail;
    private readonly double alpha;

    /// <summary>The detector.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No history, a confidence outside 0 to 100, a seasonality window below 2, or no more than two of them to train on.</exception>
    public SsaSpike(SsaSpikeParameters parameters)
        : this(parameters, SsaError.Of(parameters))
    {
    }

    private SsaSpike(SsaSpikeParameters parameters, SsaError error)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(parameters.Confidence);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(parameters.Confidence, 100);
        (this.parameters, this.error) = (parameters, error);
        tail = KernelTail.Make(parameters.History, parameters.Side, parameters.MLNetCompatible);
        alpha = 1 - parameters.Confidence / 100;
    }

    public string Name => Key;

    // The kernel's state and the model's.
    public int StateLength => tail.StateLength + error.StateLength;

    public double Memory => 1;

    public void Start(Span<double> state) => state[..StateLength].Clear();

    /// <summary>Begins a stream whose model is trained on the first of these values, as ML.NET's Fit does.</summary>
    public void Train(Span<double> state, ReadOnlySpan<double> values)
    {
        Start(state);
        error.Train(state[tail.StateLength..], values);
    }

    /// <summary>
    /// Trains a model on the first values of a whole series and scores them all, the first as if it followed the last trained on: ML.NET's Fit and Transform.
    /// With <see cref="SsaParameters.MLNetCompatible"/> a value is held against the forecast made before it, as in ML.NET's batch and unlike its engine.
    /// </summary>
    /// <param name="rows">One row a value.</param>
    public void Detect(ReadOnlySpan<double> series, Span<MLNetRow> rows)
    {
        var whole = new SsaSpike(parameters, SsaError.OfWhole(parameters));
        var state = new double[StateLength];
        whole.Train(state, series);
        for (var i = 0; i < series.Length; i++) whole.Advance(state, series.Slice(i, 1), rows.Slice(i, 1));
    }

    public void Advance(Span<double> states, ReadOnlySpan<double> values, Span<MLNetRow> rows)
    {
        Span<double> errors = stackalloc double[Block];
        Span<double> p = stackalloc double[Block];
        var all = new StreamStates(states, StateLength);
        for (var from = 0; from < values.Length; from += Block)
        {
            var some = values.Slice(from, Math.Min(Block, values.Length - from));
            var few = all.From(from, some.Length);
            error.Advance(few.Part(tail.StateLength, error.StateLength), some, errors);
            tail.Advance(few, errors[..some.Length], p);
            for (var i = 0; i < some.Length; i++)
                rows[from + i] = double.IsNaN(errors[i]) ? error.Without(some[i], 0) : new MLNetRow(tail.IsFull(few[i]) && p[i] <= alpha, errors[i], p[i], 0);
        }
    }

    public DetectorScore Advance(Span<double> state, in Observation seen) => OneStream.Advance(this, state, seen);

    public void Advance(StreamStates states, ReadOnlySpan<Observation> seen, Span<DetectorScore> scores)
    {
        Span<double> errors = stackalloc double[Block];
        Span<double> p = stackalloc double[Block];
        for (int from = 0, count; from < seen.Length; from += Math.Max(1, count))
        {
            count = SsaError.Seen(seen[from..Math.Min(seen.Length, from + Block)], p);
            if (count == 0)
            {
                scores[from] = default;
                continue;
            }

            var few = states.From(from, count);
            error.Advance(few.Part(tail.StateLength, error.StateLength), p[..count], errors);
            tail.Advance(few, errors[..count], p);
            for (var i = 0; i < count; i++) scores[from + i] = Score(few[i], errors[i], p[i]);
        }
    }

    private DetectorScore Score(Span<double> state, double off, double p)
    {
        if (!double.IsNaN(p)) return new DetectorScore(-Math.Log(p), 1 - p, tail.IsFull(state) && p <= alpha);
        if (!double.IsNaN(off)) state[..tail.StateLength].Clear();   // the running sum is spoilt: ML.NET would say nothing ever after
        return default;
    }
}
