using System.Text;
using SignalDetect.Backtest.Report;
using SignalDetect.Backtest.Scores;

namespace SignalDetect.Backtest.Series;

/// <summary>Judges all series of a path, several at once; what it writes is in the order of the files and their rows.</summary>
/// <param name="files">The files, in the order of the output.</param>
/// <param name="cores">Streams at once.</param>
/// <param name="settings">How they are judged.</param>
/// <param name="progress">Told how far it is.</param>
internal sealed class SeriesRuns(IReadOnlyList<SeriesFile> files, int cores, SeriesSettings settings, IProgress<RunProgress>? progress)
{
    /// <summary>Reads and checks every file before any is judged.</summary>
    /// <exception cref="BadInputException">The path, a row or the model does not fit, or two streams have one name.</exception>
    public async Task<IReadOnlyList<SeriesSurvey>> SurveyAsync(CancellationToken cancel)
    {
        var read = 0;
        var surveys = await OrderedWork.RunAsync(
            files, cores, (file, _, stop) =>
            {
                var survey = SeriesSurvey.Of(file, settings.Kind, stop);
                progress?.Report(new RunProgress("reading", Interlocked.Increment(ref read), files.Count));
                return Task.FromResult(survey);
            },
            static (_, _) => ValueTask.CompletedTask, cancel);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var survey in surveys)
            foreach (var stream in survey.Streams)
                if (!names.TryAdd(stream.Name, survey.File.Path))
                    throw new BadInputException($"{survey.File.Path}: stream '{stream.Name}' is in {names[stream.Name]} as well; a stream is in one file");
        settings.CheckModel(surveys);
        return surveys;
    }

    /// <summary>Judges what was surveyed.</summary>
    /// <param name="surveys">All files.</param>
    /// <param name="form">The form of the scores.</param>
    /// <param name="scores">Takes them; null for none.</param>
    /// <param name="keep">What is kept of each stream once its file is done.</param>
    /// <param name="cancel">Stops the run.</param>
    /// <returns>What is kept, in the order of the streams.</returns>
    public async Task<IReadOnlyList<T>> RunAsync<T>(
        IReadOnlyList<SeriesSurvey> surveys, ScoresForm form, Stream? scores, Func<SeriesRun, T> keep, CancellationToken cancel)
    {
        var streams = surveys.Sum(survey => survey.Streams.Count);
        var total = surveys.Sum(survey => survey.Streams.Sum(stream => stream.Rows));
        var buckets = Chart.MostBuckets(streams);
        var run = new SeriesFileRun(settings, form, cores, buckets);
        long done = 0;
        if (scores is not null) await WriteAsync(scores, form.Pack(Encoding.UTF8.GetBytes(ScoreLines.Header)), cancel);
        var kept = await OrderedWork.RunAsync(
            surveys, cores, async (survey, chunks, stop) => (await run.RunAsync(survey, chunks, Done, stop)).Select(keep).ToArray(),
            (chunk, stop) => WriteAsync(scores!, chunk, stop), cancel);
        return [.. kept.SelectMany(file => file)];

        void Done(int rows) => progress?.Report(new RunProgress("judging", Interlocked.Add(ref done, rows), total));
    }

    private static ValueTask WriteAsync(Stream scores, Chunk chunk, CancellationToken cancel) => scores.WriteAsync(chunk.Buffer.AsMemory(0, chunk.Length), cancel);
}
