using SignalDetect.Backtest.Report;
using SignalDetect.Backtest.Scores;

namespace SignalDetect.Backtest.Shards;

/// <summary>Joins what the shards of a run have written into what the run as a whole would have; only the times it took are other ones, the sums over the shards.</summary>
public static class Merger
{
    /// <summary>Merges shards; a merge that fails or is cancelled leaves the output folder as it was.</summary>
    /// <param name="inputs">The shards' folders, or folders that hold them, in any order.</param>
    /// <param name="output">The folder of the output; made where there is none.</param>
    /// <param name="progress">Told how far it is; null for nobody.</param>
    /// <param name="cancel">Stops the merge.</param>
    /// <exception cref="BadInputException">They are not all the shards of one run, each once, or one is damaged.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public static async Task<BacktestResult> RunAsync(IReadOnlyList<string> inputs, string output, IProgress<RunProgress>? progress, CancellationToken cancel)
    {
        var folders = Belonging.Checked(PartFolder.Find(inputs));
        if (folders.FirstOrDefault(folder => Path.GetFullPath(folder.Path + "/") == Path.GetFullPath(output + "/")) is { } itself)
            throw new BadInputException($"{output}: is shard {itself.Part.Shard} itself; the output goes into another folder");
        var first = folders[0].Part;
        Judged[] runs = [.. first.Runs.Select((_, run) => Joined(folders, run))];
        var results = runs.Select((run, i) => run.Measured(folders.Sum(folder => folder.Part.Runs[i].Seconds))).ToArray();
        var result = results.Length > 1 ? results[0] with { Comparison = results } : results[0];
        using var target = new OutputFolder(output);
        await using (var scores = ScoresFile.Create(target, first.Scores))
            if (scores is not null) await ScoresAsync(folders, scores, result.Points, progress, cancel);

        RunOutput.Write(target, new PageTitle(first.Input, first.Pipeline), runs[0], result);
        target.Commit();
        return result;
    }

    private static Judged Joined(IReadOnlyList<PartFolder> folders, int run)
    {
        var streams = new List<StreamResult>();
        foreach (var folder in folders)
        {
            try
            {
                streams.AddRange(folder.Part.Runs[run].Streams.Select(stream => stream.Restored()));
            }
            catch (Exception e) when (e is ArgumentException or IndexOutOfRangeException)
            {
                throw new BadInputException($"{Path.Combine(folder.Path, ShardPart.FileName)}: is damaged ({e.Message}); run the shard again");
            }
        }

        var first = folders[0].Part;
        return Judged.Of(first.Runs[run].Detector, [.. streams.OrderBy(stream => stream.Number)], first.Runs[run].Signals?.Restored(), first.Labels) with { LearntUntil = first.Runs[run].LearntUntil };
    }

    private static async Task ScoresAsync(IReadOnlyList<PartFolder> folders, ScoresFile to, long rows, IProgress<RunProgress>? progress, CancellationToken cancel)
    {
        var parts = new List<PartScores>();
        try
        {
            foreach (var folder in folders) parts.Add(new PartScores(folder));
            var done = 0L;
            await new ScoresMerge(parts, to).RunAsync(Done, cancel);
            if (done != rows) throw new BadInputException(FormattableString.Invariant($"{folders[0].Path}: the shards hold {done} rows of scores and not {rows}; run them again"));

            void Done(long count)
            {
                done += count;
                progress?.Report(new RunProgress("merging", done, rows));
            }
        }
        finally
        {
            foreach (var part in parts) part.Dispose();
        }
    }
}
