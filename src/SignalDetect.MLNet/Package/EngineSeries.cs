using Microsoft.ML;
using Microsoft.ML.Transforms.TimeSeries;
using SignalDetect.Core.Detectors.MLNet;
using SignalDetect.MLNet.Series;

namespace SignalDetect.MLNet.Package;

/// <summary>
/// A series in ML.NET's TimeSeriesPredictionEngine. It has a context of its own, which otherwise grows slower with every engine, and a transformer of its own,
/// which engines would otherwise share with their states.
/// </summary>
internal sealed class EngineSeries<TRow> : ILiveSeries
    where TRow : class, new()
{
    private readonly MLContext context;
    private readonly TimeSeriesPredictionEngine<InputRow, TRow> engine;
    private readonly Func<TRow, MLNetRow> read;
    private readonly InputRow input = new();
    private TRow row = new();

    /// <summary>A series that begins where the transformer stands.</summary>
    public EngineSeries(MLContext context, ITransformer transformer, Func<TRow, MLNetRow> read)
    {
        (this.context, this.read) = (context, read);
        engine = transformer.CreateTimeSeriesEngine<InputRow, TRow>(context);
    }

    /// <summary>The series of a saved state.</summary>
    public static EngineSeries<TRow> Load(byte[] saved, Func<TRow, MLNetRow> read)
    {
        var context = new MLContext();
        using var zip = SavedModel.Unflatten(saved);
        return new EngineSeries<TRow>(context, context.Model.Load(zip, out _), read);
    }

    public MLNetRow Advance(float value)
    {
        input.Value = value;
        engine.Predict(input, ref row);
        return read(row);
    }

    public byte[] Save()
    {
        using var zip = new MemoryStream();
        engine.CheckPoint(context, zip);
        using var whole = new MemoryStream(zip.ToArray());
        return SavedModel.Flatten(whole);
    }

    public void Dispose() => engine.Dispose();
}
