using System.Threading.Channels;
using SignalDetect.Backtest.Scores;

namespace SignalDetect.Backtest.Series;

/// <summary>Judges one file: block by block, the streams of a block at once, and what is said of the rows in the order of the file.</summary>
/// <param name="settings">How streams are judged.</param>
/// <param name="form">The form of the scores.</param>
/// <param name="cores">Streams at once.</param>
/// <param name="buckets">Points of a chart at most.</param>
/// <param name="hasPlaces">True for a shard, which says of each row where it stands in the whole run's scores.</param>
internal sealed class SeriesFileRun(SeriesSettings settings, ScoresForm form, int cores, int buckets, bool hasPlaces = false)
{
    /// <summary>The lines of a block with several streams are written in so many pieces, several at once: a fixed number, as each is a gzip member of its own.</summary>
    private const int Pieces = 8;

    /// <summary>Judges a file's rows.</summary>
    /// <param name="survey">The file as surveyed.</param>
    /// <param name="chunks">Takes the lines of its scores.</param>
    /// <param name="done">Told the number of rows of each block.</param>
    /// <param name="stop">Stops between blocks.</param>
    public async Task<IReadOnlyList<SeriesRun>> RunAsync(SeriesSurvey survey, ChannelWriter<Chunk> chunks, Action<int> done, CancellationToken stop)
    {
        using var reader = SeriesReader.Open(survey.File);
        var runs = survey.Streams.Select(stream => stream.IsOwn ? new SeriesRun(stream, settings, buckets) : null).ToArray();
        var judged = Enumerable.Range(0, runs.Length).Where(stream => runs[stream] is not null).ToArray();
        var fields = survey.Streams.Select(stream => ScoreLines.Field(stream.Name)).ToArray();
        var block = new RowBlock(runs.Length, form != ScoresForm.None, judged.Length < runs.Length ? [.. survey.Streams.Select(stream => stream.IsOwn)] : null);
        var groups = judged.Select(stream => new BlockStream(block, stream, runs[stream]!)).GroupBy(one => one.Run.Detector).SelectMany(same => same.Chunk(SideBySide.Most)).ToArray();
        var table = new StreamTable();
        var lines = Enumerable.Range(0, runs.Length > 1 ? Pieces : 1).Select(_ => new ScoreLines()).ToArray();
        var piece = 0;
        while (block.Fill(reader, table))
        {
            stop.ThrowIfCancellationRequested();
            await EachAsync(groups.Length, i => SideBySide.Judge(groups[i]));
            if (form != ScoresForm.None)
            {
                var places = hasPlaces ? Array.ConvertAll(lines, _ => new RowPlaces(survey.Number, piece++)) : new RowPlaces?[lines.Length];
                await EachAsync(lines.Length, part => Write(block, lines, part, fields, places[part]));
                for (var part = 0; part < lines.Length; part++) await chunks.WriteAsync(form.Pack(lines[part].Written.Span) with { Places = places[part] }, stop);
            }

            done(block.Count);
        }

        return [.. runs.OfType<SeriesRun>()];
    }

    /// <summary>Writes a part of the block's lines.</summary>
    private static void Write(RowBlock block, ScoreLines[] lines, int part, byte[][] fields, RowPlaces? places)
    {
        var end = block.FirstAt((int)((long)block.Passed * (part + 1) / lines.Length));
        block.Write(block.FirstAt((int)((long)block.Passed * part / lines.Length)), end, lines[part], fields, places);
    }

    private async ValueTask EachAsync(int count, Action<int> work)
    {
        if (count == 1) work(0);
        else await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = cores }, (i, _) =>
        {
            work(i);
            return ValueTask.CompletedTask;
        });
    }
}
