using System.Text;

namespace SignalDetect.Backtest.Scores;

/// <summary>The file of scores while it is written; of a shard also where its rows stand in the whole run's file.</summary>
internal sealed class ScoresFile : IAsyncDisposable
{
    private readonly Stream to;
    private readonly BinaryWriter? places;

    /// <param name="to">Takes the scores; closed with this.</param>
    /// <param name="form">Their form.</param>
    /// <param name="places">Takes the places of a shard's rows; null for a whole run. Closed with this.</param>
    public ScoresFile(Stream to, ScoresForm form, Stream? places = null)
    {
        (this.to, Form) = (to, form);
        this.places = places is null ? null : new BinaryWriter(places);
        Header = form.Pack(Encoding.UTF8.GetBytes(ScoreLines.Header));
    }

    /// <summary>The form of the scores.</summary>
    public ScoresForm Form { get; }

    /// <summary>True for a shard's.</summary>
    public bool HasPlaces => places is not null;

    /// <summary>The first line, as it goes into the file.</summary>
    public Chunk Header { get; }

    /// <summary>Writes the next bytes, packed already.</summary>
    public ValueTask WriteAsync(Chunk chunk, CancellationToken cancel)
    {
        if (chunk.Places is { Spans.Count: > 0 } rows) rows.Save(places!);
        return to.WriteAsync(chunk.Buffer.AsMemory(0, chunk.Length), cancel);
    }

    /// <summary>Closes the files.</summary>
    public async ValueTask DisposeAsync()
    {
        places?.Dispose();
        await to.DisposeAsync();
    }
}
