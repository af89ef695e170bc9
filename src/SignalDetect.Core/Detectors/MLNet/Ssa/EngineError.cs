using SignalDetect.Core.Detectors.Presets;

namespace SignalDetect.Core.Detectors.MLNet.Ssa;

/// <summary>
/// What ML.NET does: a NaN is passed over without a step in time; an infinity makes every forecast NaN until it has left both the window and the signal, and
/// trained on, for ever. Its engine takes in a value before it scores it, so that the value is held against the forecast of the one after it.
/// </summary>
internal class EngineError(SsaParameters parameters, FlatModel model) : SsaError(parameters, model)
{
    protected FlatModel Model => model;

    public override void Advance(StreamStates states, ReadOnlySpan<double> values, Span<double> errors)
    {
        for (var i = 0; i < values.Length; i++) errors[i] = Advance(states[i], (float)values[i]);
    }

    public override MLNetRow Without(double value, double martingale) => new(false, double.NaN, double.NaN, martingale > 0 ? double.NaN : 0);

    /// <summary>Takes in a value, and gives the forecast that it is held against.</summary>
    protected virtual double Forecast(Span<double> state, float value)
    {
        Model.Consume(state, value);
        return SeriesModel.Next(state);
    }

    // ML.NET leaves the model untrained, with a line in its log: it forecasts 0 ever after.
    protected override void TrainShort(Span<double> state)
    {
        if (IsEnough(state)) Fit(state);
        else Model.Set(state, new SsaModel(1, Window, new float[Window], new float[Window - 1], new float[Window - 1], 0), []);
    }

    protected override SsaModel Checked(SsaModel trained, ReadOnlySpan<float> series) => trained;

    private double Advance(Span<double> state, float value)
    {
        if (float.IsNaN(value)) return double.NaN;
        if (SeriesModel.IsTrained(state)) return Off(value, Forecast(state, value));
        Hold(state, value);
        return double.NaN;
    }
}

/// <summary>ML.NET's batch, which differs from its engine: a value is held against the forecast made before it.</summary>
internal sealed class BatchError(SsaParameters parameters, FlatModel model) : EngineError(parameters, model)
{
    protected override double Forecast(Span<double> state, float value)
    {
        var forecast = SeriesModel.Next(state);
        Model.Consume(state, value);
        return forecast;
    }
}
