using SignalDetect.Backtest.Formats;
using SignalDetect.Backtest.Labels;
using SignalDetect.Backtest.Scores;
using SignalDetect.Backtest.Series;
using SignalDetect.Backtest.Shards;
using SignalDetect.Backtest.Signals;
using SignalDetect.Core.Pipeline;

namespace SignalDetect.Backtest;

/// <summary>Lets presets judge an input.</summary>
/// <param name="options">The input, and how it is read.</param>
/// <param name="progress">Told how far it is; null for nobody.</param>
internal sealed class Judging(BacktestOptions options, IProgress<RunProgress>? progress)
{
    private readonly long scoredFrom = options.Setup.Model?.Until ?? long.MinValue;
    private readonly IReadOnlyList<Label>? given = options.Labels is { } path ? LabelFile.Read(path) : null;

    /// <summary>Reads the input once, before anything is judged or written.</summary>
    /// <exception cref="BadInputException">It does not fit.</exception>
    public async Task<Surveyed> SurveyAsync(PipelineSetup setup, CancellationToken cancel)
    {
        var format = options.Format ?? InputFormats.Of(options.Input);
        if (format == InputFormat.Signals) return await Task.Run(() => Signals(setup, cancel), cancel);
        var input = SeriesInput.Of(format, options.Input);
        var labels = Book(given ?? input.Labels);
        var run = new SeriesRuns(input.Files, options.Cores, new SeriesSettings(setup, options.ValueKind, labels), progress, options.Shard);
        var surveys = await run.SurveyAsync(cancel);
        return new Surveyed(
            surveys.Sum(survey => survey.Streams.Count), labels?.All, stop => InputDigest.OfAsync(surveys, stop),
            async (scores, stop) => Ended(setup, await run.RunAsync(surveys, scores?.Form ?? ScoresForm.None, scores, one => one.Result, stop), null, labels));
    }

    private Surveyed Signals(PipelineSetup setup, CancellationToken cancel)
    {
        var scores = ReferenceEquals(setup, options.Setup) ? options.Scores : ScoresForm.None;
        var labels = Book(given);
        var run = new SignalsBacktest(options with { Setup = setup with { JudgesFrom = scoredFrom }, Scores = scores }, labels, progress, cancel);
        return new Surveyed(
            run.Services, labels?.All, stop => InputDigest.OfAsync(options.Input, stop),
            (to, stop) => Task.Run(
                async () =>
                {
                    await run.RunAsync(to, stop);
                    return Ended(setup, run.Results, run.Sums, labels);
                },
                stop));
    }

    private LabelBook? Book(IReadOnlyList<Label>? labels) => labels is null ? null : new LabelBook(labels, scoredFrom);

    private static Judged Ended(PipelineSetup setup, IReadOnlyList<StreamResult> streams, SignalSums? signals, LabelBook? labels)
    {
        foreach (var stream in streams) stream.Tally.End();
        return Judged.Of(setup.Preset.Name, streams, signals, labels?.All) with { LearntUntil = setup.Model?.Until };
    }
}
