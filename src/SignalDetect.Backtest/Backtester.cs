using SignalDetect.Backtest.Labels;
using SignalDetect.Backtest.Measures;
using SignalDetect.Backtest.Report;
using SignalDetect.Backtest.Scores;
using SignalDetect.Backtest.Series;
using SignalDetect.Backtest.Signals;

namespace SignalDetect.Backtest;

/// <summary>Runs detection over history and writes the output folder. The same input, options and model give the same rows, on any number of cores.</summary>
/// <param name="clock">Measures how long a run takes; nothing else depends on it.</param>
public sealed class Backtester(TimeProvider clock)
{
    /// <summary>Runs a backtest; one that fails or is cancelled leaves the output folder as it was.</summary>
    /// <param name="options">What to do.</param>
    /// <param name="progress">Told how far it is; null for nobody.</param>
    /// <param name="cancel">Stops the run.</param>
    /// <exception cref="BadInputException">Input, labels or output path do not fit.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public async Task<BacktestResult> RunAsync(BacktestOptions options, IProgress<RunProgress>? progress, CancellationToken cancel)
    {
        var begun = clock.GetTimestamp();
        var format = options.Format ?? InputFormats.Of(options.Input);
        var labels = options.Labels is { } path ? new LabelBook(LabelFile.Read(path)) : null;
        return format == InputFormat.Series ? await SeriesAsync() : await Task.Run(Signals, cancel);

        async Task<BacktestResult> SeriesAsync()
        {
            var run = new SeriesRuns(options.Input, options.Cores, new SeriesSettings(options.Setup, options.ValueKind, labels), progress);
            var surveys = await run.SurveyAsync(cancel);
            using var folder = new OutputFolder(options.Out);
            IReadOnlyList<StreamResult> results;
            await using (var scores = CreateScores(folder, options)) results = await run.RunAsync(surveys, options.Scores, scores, one => one.Result, cancel);
            return Finish(folder, options, results, null, labels, begun);
        }

        BacktestResult Signals()
        {
            var run = new SignalsBacktest(options, labels, progress, cancel);
            using var folder = new OutputFolder(options.Out);
            using (var scores = CreateScores(folder, options)) run.Run(scores, cancel);
            return Finish(folder, options, run.Results, run.Sums, labels, begun);
        }
    }

    private static FileStream? CreateScores(OutputFolder folder, BacktestOptions options) =>
        options.Scores.FileName() is { } name ? folder.Create(name) : null;

    private BacktestResult Finish(
        OutputFolder folder, BacktestOptions options, IReadOnlyList<StreamResult> results, SignalSums? sums, LabelBook? labels, long begun)
    {
        var detections = RowFiles.Detections(results.Select(stream => stream.Sink));
        var incidents = RowFiles.Incidents(results.Select(stream => stream.Sink));
        using (var file = folder.Create("detections.jsonl")) RowFiles.Write(file, detections);
        using (var file = folder.Create("incidents.jsonl")) RowFiles.Write(file, incidents);
        foreach (var stream in results) stream.Tally.End();
        var scoring = labels is null ? null : new Scoring(results, labels.All);
        var result = new BacktestResult(
            results.Count, results.Sum(stream => stream.Rows), clock.GetElapsedTime(begun).TotalSeconds, results.Sum(stream => stream.Alerts.Count),
            detections.Count, incidents.Count, RunMeasures.Of(results, scoring), sums) { Detector = options.Setup.Preset.Name };
        using (var file = folder.Create("report.json")) ReportJson.Write(file, result);
        using (var file = folder.Create("report.html")) ReportPage.Write(file, options, result, results, scoring, incidents);
        folder.Commit("scores.csv", "scores.csv.gz");
        return result;
    }
}
