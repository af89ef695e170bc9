using SignalDetect.Backtest.Report;
using SignalDetect.Backtest.Scores;
using SignalDetect.Backtest.Shards;

namespace SignalDetect.Backtest.Series;

/// <summary>Judges all series of a path, several at once; what it writes is in the order of the files and their rows.</summary>
/// <param name="files">The files, in the order of the output.</param>
/// <param name="cores">Streams at once.</param>
/// <param name="settings">How they are judged.</param>
/// <param name="progress">Told how far it is.</param>
/// <param name="shard">Which of the streams are judged; null for all.</param>
internal sealed class SeriesRuns(IReadOnlyList<SeriesFile> files, int cores, SeriesSettings settings, IProgress<RunProgress>? progress, Shard? shard = null)
{
    /// <summary>Reads and checks every file before any is judged; of a shard those alone that hold a stream of its own, or may.</summary>
    /// <exception cref="BadInputException">The path, a row or the model does not fit, or two streams have one name.</exception>
    public async Task<IReadOnlyList<SeriesSurvey>> SurveyAsync(CancellationToken cancel)
    {
        var read = 0;
        var surveys = Numbered(await EachAsync(files, shard is null ? Whole : AsFarAsAllMust, cancel));
        if (shard is not null) surveys = Numbered(await EachAsync(surveys, WholeIfOwn, cancel));
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var survey in surveys)
            foreach (var stream in survey.Streams)
                if (!names.TryAdd(stream.Name, survey.File.Path))
                    throw new BadInputException($"{survey.File.Path}: stream '{stream.Name}' is in {names[stream.Name]} as well; a stream is in one file");
        settings.CheckModel(surveys);
        return surveys;

        SeriesSurvey Whole(SeriesFile file, CancellationToken stop)
        {
            var survey = SeriesSurvey.Of(file, settings.Kind, stop, settings.ScoredFrom);
            progress?.Report(new RunProgress("reading", Interlocked.Increment(ref read), files.Count));
            return survey;
        }

        SeriesSurvey AsFarAsAllMust(SeriesFile file, CancellationToken stop) => SeriesSurvey.OfHeader(file) is { HasStreams: false } header ? header : Whole(file, stop);

        SeriesSurvey WholeIfOwn(SeriesSurvey survey, CancellationToken stop) => !survey.HasStreams && survey.Streams[0].IsOwn ? Whole(survey.File, stop) : survey;
    }

    /// <summary>Judges what was surveyed.</summary>
    /// <param name="surveys">All files.</param>
    /// <param name="form">The form of the scores.</param>
    /// <param name="scores">Takes them; null for none.</param>
    /// <param name="keep">What is kept of each stream once its file is done.</param>
    /// <param name="cancel">Stops the run.</param>
    /// <returns>What is kept, in the order of the streams.</returns>
    public async Task<IReadOnlyList<T>> RunAsync<T>(
        IReadOnlyList<SeriesSurvey> surveys, ScoresForm form, ScoresFile? scores, Func<SeriesRun, T> keep, CancellationToken cancel)
    {
        var streams = surveys.Sum(survey => survey.Streams.Count);
        var own = surveys.Where(survey => survey.Streams.Any(stream => stream.IsOwn)).ToArray();
        var total = own.Sum(survey => survey.Streams.Where(stream => stream.IsOwn).Sum(stream => stream.Rows));
        var buckets = Chart.MostBuckets(streams);
        var run = new SeriesFileRun(settings, form, cores, buckets, scores?.HasPlaces == true);
        var together = new SeriesFilesRun(settings, scores, buckets);
        long done = 0;
        if (scores is not null) await scores.WriteAsync(scores.Header, cancel);
        var kept = await OrderedWork.RunAsync(
            Together(own), cores, async (few, chunks, stop) => (await (few is [var one] ? run.RunAsync(one, chunks, Done, stop) : together.RunAsync(few, chunks, Done, stop))).Select(keep).ToArray(),
            (chunk, stop) => scores!.WriteAsync(chunk, stop), cancel);
        return [.. kept.SelectMany(file => file)];

        void Done(int rows) => progress?.Report(new RunProgress("judging", Interlocked.Add(ref done, rows), total));
    }

    /// <summary>Neighbouring files of one stream each and of one step are judged together, so many that every core has some.</summary>
    private List<IReadOnlyList<SeriesSurvey>> Together(SeriesSurvey[] surveys)
    {
        var most = Math.Clamp((surveys.Length + cores - 1) / cores, 1, SideBySide.Most);
        var all = new List<IReadOnlyList<SeriesSurvey>>();
        var few = new List<SeriesSurvey>();
        foreach (var survey in surveys)
        {
            if (few.Count > 0 && (few.Count == most || survey.HasStreams || few[0].HasStreams || few[0].Streams[0].StepSeconds != survey.Streams[0].StepSeconds))
            {
                all.Add(few);
                few = [];
            }

            few.Add(survey);
        }

        if (few.Count > 0) all.Add(few);
        return all;
    }

    private Task<IReadOnlyList<SeriesSurvey>> EachAsync<T>(IReadOnlyList<T> items, Func<T, CancellationToken, SeriesSurvey> read, CancellationToken cancel) =>
        OrderedWork.RunAsync(items, cores, (item, _, stop) => Task.FromResult(read(item, stop)), static (_, _) => ValueTask.CompletedTask, cancel);

    private List<SeriesSurvey> Numbered(IReadOnlyList<SeriesSurvey> surveys)
    {
        var numbered = new List<SeriesSurvey>();
        var number = 0;
        foreach (var survey in surveys)
        {
            var first = number;
            number += survey.Streams.Count;
            numbered.Add(survey with
            {
                Number = numbered.Count,
                Streams = [.. survey.Streams.Select((stream, i) => stream with { Number = first + i, IsOwn = shard?.Owns(first + i) != false })],
            });
        }

        return numbered;
    }
}
