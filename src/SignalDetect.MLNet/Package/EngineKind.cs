using Microsoft.ML;
using SignalDetect.Core.Detectors.MLNet;
using SignalDetect.MLNet.Series;

namespace SignalDetect.MLNet.Package;

/// <summary>The series of one of ML.NET's estimators.</summary>
/// <param name="fit">Trains a transformer, in a context, on values.</param>
/// <param name="read">Reads a row.</param>
internal abstract class EngineKind<TRow>(Func<MLContext, IDataView, ITransformer> fit, Func<TRow, MLNetRow> read) : SeriesKind
    where TRow : class, new()
{
    public override ILiveSeries Begin(ReadOnlySpan<float> training)
    {
        var rows = new List<InputRow>(training.Length);
        foreach (var value in training) rows.Add(new InputRow { Value = value });
        var context = new MLContext();
        return new EngineSeries<TRow>(context, fit(context, context.Data.LoadFromEnumerable(rows)), read);
    }

    public override ILiveSeries Load(byte[] saved) => EngineSeries<TRow>.Load(saved, read);
}

/// <summary>A spike detector's series.</summary>
/// <param name="history">Values held as history.</param>
/// <param name="model">Its model; null for none.</param>
internal sealed class SpikeKind(int history, ModelSize? model, Func<MLContext, IDataView, ITransformer> fit) : EngineKind<TripleRow>(fit, Read)
{
    public override int TrainingLength => model?.Training ?? 0;

    public override int Settling => history + (model?.Window ?? 0);

    public override int Spread => model?.Spread ?? 0;

    private static MLNetRow Read(TripleRow row) => new(row.Prediction[0] != 0, row.Prediction[1], row.Prediction[2], 0);
}

/// <summary>A change point detector's series.</summary>
/// <param name="history">Values held as history.</param>
/// <param name="model">Its model; null for none.</param>
internal sealed class ChangePointKind(int history, ModelSize? model, Func<MLContext, IDataView, ITransformer> fit) : EngineKind<ChangePointRow>(fit, Read)
{
    public override int TrainingLength => model?.Training ?? 0;

    public override int Settling => history + (model?.Window ?? 0);

    public override int Spread => model?.Spread ?? 0;

    public override double MartingaleOfNaN => double.NaN;

    private static MLNetRow Read(ChangePointRow row) => new(row.Prediction[0] != 0, row.Prediction[1], row.Prediction[2], row.Prediction[3]);
}

/// <summary>SR-CNN's series: its state is the last window, and ML.NET's own save of it is not needed.</summary>
internal sealed class SrCnnKind(int window, Func<MLContext, IDataView, ITransformer> fit) : EngineKind<TripleRow>(fit, Read)
{
    public override int Window => window;

    public override int Settling => window;

    // In the place of the p-value stands the magnitude.
    private static MLNetRow Read(TripleRow row) => new(row.Prediction[0] != 0, row.Prediction[1], row.Prediction[2], 0);
}

/// <summary>Sizes of a trained model.</summary>
/// <param name="Training">Values that it is trained on.</param>
/// <param name="Window">Its window.</param>
internal sealed record ModelSize(int Training, int Window)
{
    /// <summary>Bytes by which the models of two series can differ: half as many vectors as the window is long, each as long and with a weight.</summary>
    public int Spread => Window / 2 * (Window + 1) * sizeof(float);
}
