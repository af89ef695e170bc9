using System.Text;

namespace SignalDetect.Backtest.Scores;

/// <summary>The file of scores while it is written; of a shard also where its rows stand in the whole run's file.</summary>
internal sealed class ScoresFile : IAsyncDisposable
{
    private readonly OutputFolder folder;
    private readonly FileStream to;
    private readonly BinaryWriter? places;

    private ScoresFile(OutputFolder folder, string name, ScoresForm form, string? places)
    {
        (this.folder, Form) = (folder, form);
        to = folder.Create(name);
        this.places = places is null ? null : new BinaryWriter(folder.Create(places));
        Header = form.Pack(Encoding.UTF8.GetBytes(ScoreLines.Header));
    }

    /// <summary>Begins the file of a form; null for none.</summary>
    /// <param name="folder">The folder of the output.</param>
    /// <param name="form">The form of the scores.</param>
    /// <param name="places">The name of the file with the places of a shard's rows; null for a whole run.</param>
    public static ScoresFile? Create(OutputFolder folder, ScoresForm form, string? places = null) =>
        form.FileName() is { } name ? new ScoresFile(folder, name, form, places) : null;

    /// <summary>The form of the scores.</summary>
    public ScoresForm Form { get; }

    /// <summary>True for a shard's.</summary>
    public bool HasPlaces => places is not null;

    /// <summary>The first line, as it goes into the file.</summary>
    public Chunk Header { get; }

    /// <summary>A file for scores that wait until all before them is written; gone once it is closed.</summary>
    /// <param name="number">No two at once have the same one.</param>
    public FileStream CreateWaiting(int number) => folder.CreateWaiting(number);

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
