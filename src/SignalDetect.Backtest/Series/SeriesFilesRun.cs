using System.Threading.Channels;
using SignalDetect.Backtest.Scores;

namespace SignalDetect.Backtest.Series;

/// <summary>
/// Judges several files of one stream each side by side: a block of each at a time. What is said of the first file's rows goes straight on, that of the others
/// waits in files aside until all before it is written.
/// </summary>
/// <param name="settings">How streams are judged.</param>
/// <param name="scores">The file of the scores; null for none.</param>
/// <param name="buckets">Points of a chart at most.</param>
internal sealed class SeriesFilesRun(SeriesSettings settings, ScoresFile? scores, int buckets)
{
    private const int CopiedBytes = 1 << 16;

    /// <summary>Judges the files' rows.</summary>
    /// <param name="surveys">The files as surveyed: one stream each, all of one step.</param>
    /// <param name="chunks">Takes the lines of their scores, in the order of the files.</param>
    /// <param name="done">Told the number of rows of each block.</param>
    /// <param name="stop">Stops between blocks.</param>
    public async Task<IReadOnlyList<SeriesRun>> RunAsync(IReadOnlyList<SeriesSurvey> surveys, ChannelWriter<Chunk> chunks, Action<int> done, CancellationToken stop)
    {
        var files = new List<OpenSeries>();
        try
        {
            foreach (var survey in surveys) files.Add(new OpenSeries(survey, settings, scores, buckets, waits: files.Count > 0));
            while (Fill(files, done) is { Length: > 0 } filled)
            {
                stop.ThrowIfCancellationRequested();
                SideBySide.Judge(filled);
                foreach (var file in files)
                    if (file.Write() is { } chunk) await chunks.WriteAsync(chunk, stop);
            }

            foreach (var file in files)
                if (file.Waiting is { } waiting) await CopyAsync(waiting, file.WaitingPlaces, chunks, stop);
            return [.. files.Select(file => file.Run)];
        }
        finally
        {
            foreach (var file in files) file.Dispose();
        }
    }

    private static BlockStream[] Fill(List<OpenSeries> files, Action<int> done)
    {
        var filled = new List<BlockStream>();
        foreach (var file in files)
        {
            if (!file.Block.Fill(file.Reader, file.Table)) continue;
            filled.Add(new BlockStream(file.Block, 0, file.Run));
            done(file.Block.Count);
        }

        return [.. filled];
    }

    private static async Task CopyAsync(Stream waiting, IReadOnlyList<RowPlaces> places, ChannelWriter<Chunk> chunks, CancellationToken stop)
    {
        waiting.Position = 0;
        var bytes = new byte[CopiedBytes];
        while (await waiting.ReadAsync(bytes, stop) is > 0 and var read) await chunks.WriteAsync(Chunk.Of(bytes.AsSpan(0, read)), stop);
        foreach (var rows in places) await chunks.WriteAsync(Chunk.Of([]) with { Places = rows }, stop);
    }
}
