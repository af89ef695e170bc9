using SignalDetect.Core.Detectors;
using SignalDetect.Core.Detectors.MLNet;

namespace SignalDetect.MLNet.Series;

/// <summary>
/// A detector of ML.NET's catalogue that an engine computes which holds its streams' states itself. An engine's own errors are let out. While a stream trains,
/// its rows say nothing: no alert, and NaN for its figures.
/// </summary>
/// <param name="memory">Windows that one score spans.</param>
/// <param name="kind">Its series.</param>
/// <param name="scoring">From a row to a score.</param>
internal sealed class EngineDetector(string name, double memory, SeriesKind kind, IRowScoring scoring) : IMLNetDetector, IDisposable
{
    private readonly MLNetRow nothing = new(false, double.NaN, double.NaN, kind.MartingaleOfNaN);
    private readonly SeriesFold fold = new(kind);

    public string Name => name;

    public int StateLength => fold.StateLength + scoring.StateLength;

    public double Memory => memory;

    public void Start(Span<double> state) => state[..StateLength].Clear();

    public void Advance(Span<double> states, ReadOnlySpan<double> values, Span<MLNetRow> rows)
    {
        for (var i = 0; i < values.Length; i++) rows[i] = Row(states.Slice(i * StateLength, StateLength), values[i]) ?? nothing;
    }

    public DetectorScore Advance(Span<double> state, in Observation seen)
    {
        if (double.IsNaN(seen.Residual) || Row(state, seen.Residual) is not { } row) return default;
        if (scoring.Score(state.Slice(fold.StateLength, scoring.StateLength), row, seen.Lesson) is { } score) return score;
        Start(state);   // ML.NET's running sum is spoilt: it would say nothing ever after
        return default;
    }

    public void Dispose() => fold.Dispose();

    private MLNetRow? Row(Span<double> state, double value) => fold.Advance(state[..fold.StateLength], value);
}
