using SignalDetect.Backtest.Report;
using SignalDetect.Backtest.Scores;

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
        var judging = new Judging(options, progress, clock);
        var begun = clock.GetTimestamp();
        var survey = await judging.SurveyAsync(options.Setup, cancel);
        using var folder = new OutputFolder(options.Out);
        Judged judged;
        await using (var scores = CreateScores(folder, options)) judged = await survey(scores, cancel);
        var own = judging.Measure(judged, options.Setup, begun);
        var compared = new List<BacktestResult>();
        foreach (var preset in options.Against) compared.Add(await judging.CompareAsync(preset, cancel));
        return Write(folder, options, judged, compared.Count > 0 ? own with { Comparison = [own, .. compared] } : own);
    }

    private static FileStream? CreateScores(OutputFolder folder, BacktestOptions options) =>
        options.Scores.FileName() is { } name ? folder.Create(name) : null;

    private static BacktestResult Write(OutputFolder folder, BacktestOptions options, Judged judged, BacktestResult result)
    {
        using (var file = folder.Create("detections.jsonl")) RowFiles.Write(file, judged.Detections);
        using (var file = folder.Create("incidents.jsonl")) RowFiles.Write(file, judged.Incidents);
        using (var file = folder.Create("report.json")) ReportJson.Write(file, result);
        using (var file = folder.Create("report.html")) ReportPage.Write(file, options, result, judged.Streams, judged.Scoring, judged.Incidents);
        folder.Commit("scores.csv", "scores.csv.gz");
        return result;
    }
}
