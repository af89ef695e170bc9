using SignalDetect.Backtest.Formats;
using SignalDetect.Backtest.Labels;
using SignalDetect.Backtest.Measures;
using SignalDetect.Backtest.Scores;
using SignalDetect.Backtest.Series;
using SignalDetect.Backtest.Signals;
using SignalDetect.Core.Pipeline;

namespace SignalDetect.Backtest;

/// <summary>Lets presets judge an input.</summary>
/// <param name="options">The input, and how it is read.</param>
/// <param name="progress">Told how far it is; null for nobody.</param>
/// <param name="clock">Measures how long it takes.</param>
internal sealed class Judging(BacktestOptions options, IProgress<RunProgress>? progress, TimeProvider clock)
{
    private readonly LabelBook? given = options.Labels is { } path ? new LabelBook(LabelFile.Read(path)) : null;

    /// <summary>An input that was read once and found good, for one preset.</summary>
    internal delegate Task<Judged> Survey(Stream? scores, CancellationToken cancel);

    /// <summary>Reads the input once, before anything is judged or written.</summary>
    /// <exception cref="BadInputException">It does not fit.</exception>
    public async Task<Survey> SurveyAsync(PipelineSetup setup, CancellationToken cancel)
    {
        var format = options.Format ?? InputFormats.Of(options.Input);
        if (format == InputFormat.Signals) return await Task.Run(() => Signals(setup, cancel), cancel);
        var input = SeriesInput.Of(format, options.Input);
        var labels = given ?? (input.Labels is { } found ? new LabelBook(found) : null);
        var run = new SeriesRuns(input.Files, options.Cores, new SeriesSettings(setup, options.ValueKind, labels), progress);
        var surveys = await run.SurveyAsync(cancel);
        return async (scores, stop) =>
            Ended(await run.RunAsync(surveys, scores is null ? ScoresForm.None : options.Scores, scores, one => one.Result, stop), null, labels);
    }

    /// <summary>Measures what was found since a moment of the clock.</summary>
    public BacktestResult Measure(Judged judged, PipelineSetup setup, long begun)
    {
        var seconds = clock.GetElapsedTime(begun).TotalSeconds;
        return new BacktestResult(
            judged.Streams.Count, judged.Streams.Sum(stream => stream.Rows), seconds, judged.Streams.Sum(stream => stream.Alerts.Count), judged.Detections.Count,
            judged.Incidents.Count, RunMeasures.Of(judged.Streams, judged.Scoring), judged.Signals) { Detector = setup.Preset.Name };
    }

    /// <summary>Lets a further preset judge the input, without scores.</summary>
    public async Task<BacktestResult> CompareAsync(PipelineSetup setup, CancellationToken cancel)
    {
        var begun = clock.GetTimestamp();
        return Measure(await (await SurveyAsync(setup, cancel))(null, cancel), setup, begun);
    }

    private Survey Signals(PipelineSetup setup, CancellationToken cancel)
    {
        var scores = ReferenceEquals(setup, options.Setup) ? options.Scores : ScoresForm.None;
        var run = new SignalsBacktest(options with { Setup = setup, Scores = scores }, given, progress, cancel);
        return (to, stop) => Task.Run(
            () =>
            {
                run.Run(to, stop);
                return Ended(run.Results, run.Sums, given);
            },
            stop);
    }

    private static Judged Ended(IReadOnlyList<StreamResult> streams, SignalSums? signals, LabelBook? labels)
    {
        foreach (var stream in streams) stream.Tally.End();
        return new Judged(streams, signals, labels is null ? null : new Scoring(streams, labels.All));
    }
}
