using SignalDetect.Core.Detectors.MLNet.Ssa;
using SignalDetect.Core.Detectors.Presets;

namespace SignalDetect.Core.Detectors.MLNet;

/// <summary>
/// ML.NET 5.0.0's DetectChangePointBySsa: the change point of <see cref="IidChangePoint"/> in the errors of a model's forecasts. A stream trains its model on
/// its own first values, or on given ones (<see cref="Train"/>); until then the p-value is 1/2 and the martingale 1. A NaN has no score and is bridged by the
/// model, and so is an infinity, whose error is infinite. With <see cref="SsaParameters.MLNetCompatible"/> it is as in ML.NET's engine: the forecast is that of
/// the next value, a NaN shifts the phase, and an infinity makes rows, and numbers of the state, NaN for two windows.
/// </summary>
public sealed class SsaChangePoint : IMLNetDetector
{
    /// <summary>Its name.</summary>
    public const string Key = "ssa-changepoint";

    private const int Block = 16;
    private readonly SsaChangePointParameters parameters;
    private readonly SsaError error;
    private readonly KernelTail tail;
    private readonly Martingale martingale;
    private readonly UsualLevel usual;
    private readonly int history;

    /// <summary>The detector.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// No history, a confidence outside 0 to 100, an epsilon outside 0 to 1, a seasonality window below 2, or no more than two of them to train on.
    /// </exception>
    public SsaChangePoint(SsaChangePointParameters parameters)
        : this(parameters, SsaError.Of(parameters))
    {
    }

    private SsaChangePoint(SsaChangePointParameters parameters, SsaError error)
    {
        history = parameters.History;
        (this.parameters, this.error) = (parameters, error);
        tail = KernelTail.Make(history, Side.TwoSided, parameters.MLNetCompatible);
        martingale = new Martingale(history, parameters.Martingale, parameters.Epsilon, parameters.Confidence, parameters.MLNetCompatible);
        usual = new UsualLevel(history);
    }

    public string Name => Key;

    // The kernel's state, the martingale's, the usual level's and the model's.
    public int StateLength => ModelAt + error.StateLength;

    public double Memory => history;

    private int UsualAt => tail.StateLength + martingale.StateLength;

    private int ModelAt => UsualAt + UsualLevel.StateLength;

    public void Start(Span<double> state) => state[..StateLength].Clear();

    /// <summary>Begins a stream whose model is trained on the first of these values, as ML.NET's Fit does.</summary>
    public void Train(Span<double> state, ReadOnlySpan<double> values)
    {
        Start(state);
        error.Train(state[ModelAt..], values);
    }

    /// <summary>
    /// Trains a model on the first values of a whole series and scores them all, the first as if it followed the last trained on: ML.NET's Fit and Transform.
    /// With <see cref="SsaParameters.MLNetCompatible"/> a value is held against the forecast made before it, as in ML.NET's batch and unlike its engine.
    /// </summary>
    /// <param name="rows">One row a value.</param>
    public void Detect(ReadOnlySpan<double> series, Span<MLNetRow> rows)
    {
        var whole = new SsaChangePoint(parameters, SsaError.OfWhole(parameters));
        var state = new double[StateLength];
        whole.Train(state, series);
        for (var i = 0; i < series.Length; i++) whole.Advance(state, series.Slice(i, 1), rows.Slice(i, 1));
    }

    public void Advance(Span<double> states, ReadOnlySpan<double> values, Span<MLNetRow> rows)
    {
        Span<double> errors = stackalloc double[Block];
        Span<double> p = stackalloc double[Block];
        Span<double> levels = stackalloc double[Block];
        Span<bool> alerts = stackalloc bool[Block];
        var all = new StreamStates(states, StateLength);
        for (var from = 0; from < values.Length; from += Block)
        {
            var some = values.Slice(from, Math.Min(Block, values.Length - from));
            var few = all.From(from, some.Length);
            error.Advance(few.Part(ModelAt, error.StateLength), some, errors);
            tail.Advance(few, errors[..some.Length], p);
            p[..some.Length].CopyTo(levels);
            martingale.Advance(few.Part(tail.StateLength, martingale.StateLength), errors[..some.Length], levels[..some.Length], alerts);
            for (var i = 0; i < some.Length; i++)
                rows[from + i] = double.IsNaN(errors[i]) ? error.Without(some[i], 1) : new MLNetRow(alerts[i], errors[i], p[i], levels[i]);
        }
    }

    public DetectorScore Advance(Span<double> state, in Observation seen) => OneStream.Advance(this, state, seen);

    public void Advance(StreamStates states, ReadOnlySpan<Observation> seen, Span<DetectorScore> scores)
    {
        Span<double> errors = stackalloc double[Block];
        Span<double> levels = stackalloc double[Block];
        Span<bool> alerts = stackalloc bool[Block];
        for (int from = 0, count; from < seen.Length; from += Math.Max(1, count))
        {
            count = SsaError.Seen(seen[from..Math.Min(seen.Length, from + Block)], levels);
            if (count == 0)
            {
                scores[from] = default;
                continue;
            }

            var few = states.From(from, count);
            error.Advance(few.Part(ModelAt, error.StateLength), levels[..count], errors);
            tail.Advance(few, errors[..count], levels);
            martingale.Advance(few.Part(tail.StateLength, martingale.StateLength), errors[..count], levels[..count], alerts);
            usual.Score(few, tail.StateLength, UsualAt, seen.Slice(from, count), levels, alerts, scores[from..]);
            for (var i = 0; i < count; i++)   // the running sum is spoilt: ML.NET would say nothing ever after
                if (double.IsNaN(levels[i]) && !double.IsNaN(errors[i])) few[i][..ModelAt].Clear();
        }
    }
}
