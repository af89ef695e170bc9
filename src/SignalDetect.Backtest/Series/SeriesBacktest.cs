using System.Text;
using SignalDetect.Backtest.Scores;

namespace SignalDetect.Backtest.Series;

/// <summary>Judges all series of a path, several at once; what it writes is in the order of the files and their rows.</summary>
internal sealed class SeriesBacktest(BacktestOptions options, SeriesSettings settings, IProgress<RunProgress>? progress)
{
    /// <summary>Points of all charts together, so that the report stays small with many streams.</summary>
    private const int AllBuckets = 48_000;

    private const int FewestBuckets = 60;
    private const int MostBuckets = 480;

    /// <summary>Reads and checks every file before any is judged.</summary>
    /// <exception cref="BadInputException">The path or a row does not fit, or two streams have one name.</exception>
    public async Task<IReadOnlyList<SeriesSurvey>> SurveyAsync(CancellationToken cancel)
    {
        var files = SeriesFile.Of(options.Input);
        var read = 0;
        var surveys = await OrderedWork.RunAsync(
            files, options.Cores, (file, _, stop) =>
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
        return surveys;
    }

    /// <summary>Judges what was surveyed.</summary>
    /// <param name="surveys">All files.</param>
    /// <param name="scores">Takes the scores; null for none.</param>
    /// <param name="cancel">Stops the run.</param>
    public async Task<IReadOnlyList<StreamResult>> RunAsync(IReadOnlyList<SeriesSurvey> surveys, Stream? scores, CancellationToken cancel)
    {
        var streams = surveys.Sum(survey => survey.Streams.Count);
        var total = surveys.Sum(survey => survey.Streams.Sum(stream => stream.Rows));
        var buckets = Math.Clamp(AllBuckets / Math.Max(1, streams), FewestBuckets, MostBuckets);
        var run = new SeriesFileRun(settings, options.Scores, options.Cores, buckets);
        long done = 0;
        if (scores is not null) await WriteAsync(scores, options.Scores.Pack(Encoding.UTF8.GetBytes(ScoreLines.Header)), cancel);
        var results = await OrderedWork.RunAsync(
            surveys, options.Cores, async (survey, chunks, stop) =>
            {
                var runs = await run.RunAsync(survey, chunks, Done, stop);
                return runs.Select(one => one.Result).ToArray();
            },
            (chunk, stop) => WriteAsync(scores!, chunk, stop), cancel);
        return [.. results.SelectMany(file => file)];

        void Done(int rows) => progress?.Report(new RunProgress("judging", Interlocked.Add(ref done, rows), total));
    }

    private static ValueTask WriteAsync(Stream scores, Chunk chunk, CancellationToken cancel) => scores.WriteAsync(chunk.Buffer.AsMemory(0, chunk.Length), cancel);
}
