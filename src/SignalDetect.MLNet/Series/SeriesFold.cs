using SignalDetect.Core.Detectors.MLNet;

namespace SignalDetect.MLNet.Series;

/// <summary>
/// Makes a fold over flat state of an engine that holds its state itself: the state has the engine's own last save and the values since, and live series are
/// kept only to save the time of loading and going over those again.
/// </summary>
/// <param name="kind">The series.</param>
/// <param name="mostLive">How many are kept; ML.NET's hold about 11 KB each.</param>
internal sealed class SeriesFold(SeriesKind kind, int mostLive = 10_000) : IDisposable
{
    private readonly SeriesLayout layout = new(kind);
    private readonly LiveSeriesPool live = new(mostLive);

    public int StateLength => layout.StateLength;

    /// <summary>Takes in the next value of a stream; null while it trains.</summary>
    public MLNetRow? Advance(Span<double> numbers, double value)
    {
        var state = new SeriesState(layout, numbers);
        var single = (float)value;
        if (float.IsNaN(single) && !kind.TakesNaN) return new MLNetRow(false, value, double.NaN, kind.MartingaleOfNaN);
        if (state.Trained < kind.TrainingLength)
        {
            state.Train(single);
            if (state.Trained == kind.TrainingLength) Begin(state);
            return null;
        }

        var series = live.Take(state.History) ?? Again(state);
        var row = series.Advance(single);
        state.Add(single);
        if (state.Since == layout.Since) Renew(state, series);
        live.Put(state.History, series);
        return row;
    }

    public void Dispose() => live.Dispose();

    private void Begin(SeriesState state)
    {
        var series = kind.Begin(state.Training);
        state.Save(series.Save());
        live.Put(state.History, series);
    }

    private ILiveSeries Again(SeriesState state)
    {
        var series = state.Saved > 0 ? kind.Load(state.LastSave) : kind.Begin([]);
        foreach (var value in state.SinceSave) series.Advance(value);
        return series;
    }

    private void Renew(SeriesState state, ILiveSeries series)
    {
        if (kind.Window > 0) state.Keep(kind.Window);
        else state.Save(series.Save());
    }
}
