using SignalDetect.Core.Detectors.Presets;

namespace SignalDetect.Core.Detectors.MLNet.Ssa;

/// <summary>
/// What is right: a value is held against the forecast that was made before it, as in ML.NET's batch. A gap (NaN) does not stop time: the model goes on by its
/// own forecast, within the range of the last values so that no model runs away, and keeps its phase; before the model is trained, the value of a window
/// before stands in. An infinity has an infinite error, and is a gap to the model. Values count up to ±1e25, so that all stays finite.
/// </summary>
internal sealed class OneStepError(SsaParameters parameters, FilterModel model) : SsaError(parameters, model)
{
    private const double Largest = 1e25;
    private const double LargestError = 1e30;

    public override void Advance(StreamStates states, ReadOnlySpan<double> values, Span<double> errors)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var state = states[i];
            errors[i] = SeriesModel.IsTrained(state) ? Judge(state, values[i]) : Learn(state, values[i]);
        }
    }

    public override MLNetRow Without(double value, double martingale) =>
        double.IsNaN(value) ? new MLNetRow(false, value, value, martingale > 0 ? value : 0) : new MLNetRow(false, 0, .5, martingale);

    protected override void TrainShort(Span<double> state)
    {
        if (IsEnough(state)) Fit(state);   // otherwise it goes on with the values to come
    }

    protected override SsaModel Checked(SsaModel trained, ReadOnlySpan<float> series) => trained.IsFinite ? trained : SsaModel.Naive(series, Window);

    private double Judge(Span<double> state, double value)
    {
        var forecast = SeriesModel.Next(state);
        if (double.IsFinite(value))
        {
            var single = (float)Math.Clamp(value, -Largest, Largest);
            model.Consume(state, single);
            return Math.Clamp(Off(single, forecast), -LargestError, LargestError);
        }

        model.Consume(state, model.Within(state, forecast));
        return Off(value, forecast);
    }

    private double Learn(Span<double> state, double value)
    {
        var held = (int)SeriesModel.Count(state);
        if (double.IsFinite(value)) Hold(state, (float)Math.Clamp(value, -Largest, Largest));
        else if (held > 0) Hold(state, SeriesModel.Held(state, held)[held >= Window ? ^Window : ^1]);
        return double.NaN;
    }
}
