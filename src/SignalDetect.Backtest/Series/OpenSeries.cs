using SignalDetect.Backtest.Scores;

namespace SignalDetect.Backtest.Series;

/// <summary>A file of one stream while it is judged beside others.</summary>
internal sealed class OpenSeries : IDisposable
{
    private readonly ScoreLines lines = new();
    private readonly List<RowPlaces> waitingPlaces = [];
    private readonly ScoresFile? scores;
    private readonly byte[][] field;
    private readonly int number;
    private int written;

    /// <param name="survey">The file as surveyed.</param>
    /// <param name="settings">How it is judged.</param>
    /// <param name="scores">The file of the scores; null for none.</param>
    /// <param name="buckets">Points of its chart at most.</param>
    /// <param name="waits">True where its scores wait until those of the files before it are written.</param>
    public OpenSeries(SeriesSurvey survey, SeriesSettings settings, ScoresFile? scores, int buckets, bool waits)
    {
        (this.scores, number) = (scores, survey.Number);
        field = [ScoreLines.Field(survey.Streams[0].Name)];
        Run = new SeriesRun(survey.Streams[0], settings, buckets);
        Block = new RowBlock(1, scores is not null);
        Reader = SeriesReader.Open(survey.File);
        if (waits) Waiting = scores?.CreateWaiting(number);
    }

    public SeriesRun Run { get; }

    public RowBlock Block { get; }

    public SeriesReader Reader { get; }

    public StreamTable Table { get; } = new();

    /// <summary>The scores that wait; null where they do not.</summary>
    public Stream? Waiting { get; }

    /// <summary>Where the rows that wait stand in the whole run's scores; empty where this is the whole run.</summary>
    public IReadOnlyList<RowPlaces> WaitingPlaces => waitingPlaces;

    /// <summary>The lines of the block's scores; null where there are none or they wait.</summary>
    public Chunk? Write()
    {
        if (scores is null || Block.Count == 0) return null;
        var places = scores.HasPlaces ? new RowPlaces(number, written++) : null;
        Block.Write(0, Block.Count, lines, field, places);
        var chunk = scores.Form.Pack(lines.Written.Span);
        if (Waiting is null) return chunk with { Places = places };
        if (places is not null) waitingPlaces.Add(places);
        Waiting.Write(chunk.Buffer.AsSpan(0, chunk.Length));
        chunk.Return();
        return null;
    }

    public void Dispose()
    {
        Reader.Dispose();
        Waiting?.Dispose();
    }
}
