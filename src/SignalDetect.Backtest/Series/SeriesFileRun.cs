using System.Threading.Channels;
using SignalDetect.Backtest.Scores;

namespace SignalDetect.Backtest.Series;

/// <summary>Judges one file: block by block, the streams of a block at once, and what is said of the rows in the order of the file.</summary>
/// <param name="settings">How streams are judged.</param>
/// <param name="form">The form of the scores.</param>
/// <param name="cores">Streams at once.</param>
/// <param name="buckets">Points of a chart at most.</param>
internal sealed class SeriesFileRun(SeriesSettings settings, ScoresForm form, int cores, int buckets)
{
    /// <summary>Judges a file's rows.</summary>
    /// <param name="survey">The file as surveyed.</param>
    /// <param name="chunks">Takes the lines of its scores.</param>
    /// <param name="done">Told the number of rows of each block.</param>
    /// <param name="stop">Stops between blocks.</param>
    public async Task<IReadOnlyList<SeriesRun>> RunAsync(SeriesSurvey survey, ChannelWriter<Chunk> chunks, Action<int> done, CancellationToken stop)
    {
        using var reader = SeriesReader.Open(survey.File);
        var runs = survey.Streams.Select(stream => new SeriesRun(stream, settings, buckets)).ToArray();
        var fields = survey.Streams.Select(stream => ScoreLines.Field(stream.Name)).ToArray();
        var block = new RowBlock(runs.Length, form != ScoresForm.None);
        var table = new StreamTable();
        var lines = Enumerable.Range(0, runs.Length > 1 ? cores : 1).Select(_ => new ScoreLines()).ToArray();
        while (block.Fill(reader, table))
        {
            stop.ThrowIfCancellationRequested();
            await EachAsync(runs.Length, stream => block.Judge(stream, runs[stream]));
            if (form != ScoresForm.None)
            {
                await EachAsync(lines.Length, part => Write(block, lines, part, fields));
                foreach (var part in lines) await chunks.WriteAsync(form.Pack(part.Written.Span), stop);
            }

            done(block.Count);
        }

        return runs;
    }

    /// <summary>Writes a part of the block's lines.</summary>
    private static void Write(RowBlock block, ScoreLines[] lines, int part, byte[][] fields)
    {
        lines[part].Clear();
        var end = (int)((long)block.Count * (part + 1) / lines.Length);
        for (var row = (int)((long)block.Count * part / lines.Length); row < end; row++)
        {
            ref readonly var scored = ref block.Scored(row);
            lines[part].Add(
                block.Timestamp(row), fields[block.Stream(row)], block.Value(row), scored.Judgement, scored.Alert, scored.Incident);
        }
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
