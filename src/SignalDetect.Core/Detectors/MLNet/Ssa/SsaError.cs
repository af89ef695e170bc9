using SignalDetect.Core.Detectors.Presets;

namespace SignalDetect.Core.Detectors.MLNet.Ssa;

/// <summary>How far the values of streams are from what their models forecast: each stream first trains its model on its own values.</summary>
internal abstract class SsaError
{
    private readonly SeriesModel model;
    private readonly int training;
    private readonly ErrorFunction function;

    protected SsaError(SsaParameters parameters, SeriesModel model)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parameters.SeasonalityWindow, 2, "seasonalityWindow");
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(parameters.TrainingWindow, 2 * parameters.SeasonalityWindow, "trainingWindow");
        (Window, training, function, this.model) = (parameters.SeasonalityWindow, parameters.TrainingWindow, parameters.Error, model);
    }

    /// <summary>For streams: what is right, or what ML.NET's engine does.</summary>
    public static SsaError Of(SsaParameters p) => p.MLNetCompatible ? new EngineError(p, new FlatModel(p.SeasonalityWindow, p.TrainingWindow)) : Right(p);

    /// <summary>For whole series: what is right, or what ML.NET's batch does.</summary>
    public static SsaError OfWhole(SsaParameters p) => p.MLNetCompatible ? new BatchError(p, new FlatModel(p.SeasonalityWindow, p.TrainingWindow)) : Right(p);

    /// <summary>Numbers of state a stream: all zeros for a new one.</summary>
    public int StateLength => model.StateLength;

    protected int Window { get; }

    /// <summary>The residuals up to the first that is none (it changes nothing, as a detector's contract has it), and how many these are.</summary>
    public static int Seen(ReadOnlySpan<Observation> seen, Span<double> residuals)
    {
        var count = 0;
        while (count < seen.Length && !double.IsNaN(seen[count].Residual)) residuals[count] = seen[count++].Residual;
        return count;
    }

    /// <summary>The errors of many streams' next values; NaN where there is none: for a NaN, and while the model is trained.</summary>
    /// <param name="states">The streams' states.</param>
    public abstract void Advance(StreamStates states, ReadOnlySpan<double> values, Span<double> errors);

    /// <summary>The row of a value that has no error.</summary>
    /// <param name="martingale">What a new stream's martingale is: 1, and for a detector without one 0.</param>
    public abstract MLNetRow Without(double value, double martingale);

    /// <summary>Trains the model of a new stream on the first values that training takes.</summary>
    public void Train(Span<double> state, ReadOnlySpan<double> values)
    {
        Span<double> error = stackalloc double[1];
        for (var i = 0; i < values.Length && !SeriesModel.IsTrained(state); i++) Advance(new StreamStates(state[..StateLength], StateLength), values.Slice(i, 1), error);
        if (!SeriesModel.IsTrained(state)) TrainShort(state);
    }

    /// <summary>The series has ended before there were all training values.</summary>
    protected abstract void TrainShort(Span<double> state);

    /// <summary>The model to take for a trained one.</summary>
    protected abstract SsaModel Checked(SsaModel trained, ReadOnlySpan<float> series);

    /// <summary>True when the values held are enough for a model.</summary>
    protected bool IsEnough(Span<double> state) => SeriesModel.Count(state) > 2 * Window;

    /// <summary>Holds a value for training, which the last one begins.</summary>
    protected void Hold(Span<double> state, float value)
    {
        ref var count = ref SeriesModel.Count(state);
        count++;
        SeriesModel.Held(state, (int)count)[^1] = value;
        if ((int)count == training) Fit(state);
    }

    /// <summary>Trains the model on the values held.</summary>
    protected void Fit(Span<double> state)
    {
        var series = SeriesModel.Held(state, (int)SeriesModel.Count(state));
        model.Set(state, Checked(SsaModel.Train(series, Window), series), series);
    }

    protected double Off(double value, double forecast) => function switch
    {
        ErrorFunction.SignedDifference => value - forecast,
        ErrorFunction.AbsoluteDifference => Math.Abs(value - forecast),
        ErrorFunction.SignedProportion => forecast == 0 ? 0 : (value - forecast) / forecast,
        ErrorFunction.AbsoluteProportion => forecast == 0 ? 0 : Math.Abs((value - forecast) / forecast),
        _ => (value - forecast) * (value - forecast),
    };

    private static OneStepError Right(SsaParameters p) => new(p, new FilterModel(p.SeasonalityWindow, p.TrainingWindow));
}
