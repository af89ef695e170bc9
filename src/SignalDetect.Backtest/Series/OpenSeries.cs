using SignalDetect.Backtest.Scores;

namespace SignalDetect.Backtest.Series;

/// <summary>A file of one stream while it is judged beside others.</summary>
internal sealed class OpenSeries : IDisposable
{
    private readonly ScoreLines lines = new();
    private readonly ScoresForm form;
    private readonly byte[] field;

    /// <param name="survey">The file as surveyed.</param>
    /// <param name="settings">How it is judged.</param>
    /// <param name="form">The form of the scores.</param>
    /// <param name="buckets">Points of its chart at most.</param>
    /// <param name="waits">True where its scores wait until those of the files before it are written.</param>
    public OpenSeries(SeriesSurvey survey, SeriesSettings settings, ScoresForm form, int buckets, bool waits)
    {
        this.form = form;
        var hasScores = form != ScoresForm.None;
        field = ScoreLines.Field(survey.Streams[0].Name);
        Run = new SeriesRun(survey.Streams[0], settings, buckets);
        Block = new RowBlock(1, hasScores);
        Reader = SeriesReader.Open(survey.File);
        if (hasScores && waits)
            Waiting = new FileStream(
                Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
    }

    public SeriesRun Run { get; }

    public RowBlock Block { get; }

    public SeriesReader Reader { get; }

    public StreamTable Table { get; } = new();

    /// <summary>The scores that wait; null where they do not.</summary>
    public Stream? Waiting { get; }

    /// <summary>The lines of the block's scores; null where there are none or they wait.</summary>
    public Chunk? Write()
    {
        if (Block.Count == 0) return null;
        lines.Clear();
        for (var row = 0; row < Block.Count; row++)
        {
            ref readonly var scored = ref Block.Scored(row);
            lines.Add(Block.Timestamp(row), field, Block.Value(row), scored.Judgement, scored.Alert, scored.Incident);
        }

        var chunk = form.Pack(lines.Written.Span);
        if (Waiting is null) return chunk;
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
