using SignalDetect.Core.Detectors.Presets;

namespace SignalDetect.Core.Detectors.MLNet.Ssa;

/// <summary>
/// What ML.NET's engine does: the model takes in the value first, so that the value is held against the forecast of the one after it. A NaN is passed over
/// without a step in time; an infinity makes every forecast NaN until it has left both the window and the signal, and trained on, for ever.
/// </summary>
internal sealed class EngineError(SsaParameters parameters) : SsaError(parameters)
{
    public override void Advance(Span<double> states, int stride, ReadOnlySpan<double> values, Span<double> errors)
    {
        for (var i = 0; i < values.Length; i++) errors[i] = Advance(states.Slice(i * stride, StateLength), (float)values[i]);
    }

    public override MLNetRow Without(double value, double martingale) => new(false, double.NaN, double.NaN, martingale > 0 ? double.NaN : 0);

    // ML.NET leaves the model untrained, with a line in its log: it forecasts 0 ever after.
    protected override void TrainShort(Span<double> state)
    {
        if (IsEnough(state)) Fit(state);
        else Set(state, new SsaModel(1, Window, new float[Window], new float[Window - 1], new float[Window - 1], 0));
    }

    protected override SsaModel Checked(SsaModel model, ReadOnlySpan<float> series) => model;

    private double Advance(Span<double> state, float value)
    {
        if (float.IsNaN(value)) return double.NaN;
        if (FlatModel.IsTrained(state))
        {
            Consume(state, value);
            return Off(value, FlatModel.Next(state));
        }

        Hold(state, value);
        return double.NaN;
    }
}
