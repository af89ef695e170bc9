using SignalDetect.Core.Detectors;
using SignalDetect.Core.Detectors.MLNet;

namespace SignalDetect.MLNet.Series;

/// <summary>A detector that an engine computes which holds its streams' states itself. The engine's own errors are let out.</summary>
/// <param name="memory">Windows that one score spans.</param>
/// <param name="kind">Its series.</param>
/// <param name="scoring">From a row to a score.</param>
internal abstract class EngineDetector(string name, double memory, SeriesKind kind, IRowScoring scoring) : IDetector, IDisposable
{
    private readonly SeriesFold fold = new(kind);

    public string Name => name;

    public int StateLength => fold.StateLength + scoring.StateLength;

    public double Memory => memory;

    /// <summary>The row of a value while its stream trains: no alert, and NaN for its figures.</summary>
    protected MLNetRow Nothing { get; } = new(false, double.NaN, double.NaN, kind.MartingaleOfNaN);

    public void Start(Span<double> state) => state[..StateLength].Clear();

    public DetectorScore Advance(Span<double> state, in Observation seen)
    {
        if (double.IsNaN(seen.Residual) || Row(state, seen.Residual) is not { } row) return default;
        if (scoring.Score(state.Slice(fold.StateLength, scoring.StateLength), row, seen) is { } score) return score;
        Start(state);   // the series is spoilt: ML.NET would say nothing for long, or ever after
        return default;
    }

    public void Dispose() => fold.Dispose();

    /// <summary>Takes in the next value of a stream; null while it trains.</summary>
    protected MLNetRow? Row(Span<double> state, double value) => fold.Advance(state[..fold.StateLength], value);
}
