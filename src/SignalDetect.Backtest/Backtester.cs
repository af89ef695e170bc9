using SignalDetect.Backtest.Report;
using SignalDetect.Backtest.Scores;
using SignalDetect.Backtest.Shards;
using SignalDetect.Core.Pipeline;

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
        var judging = new Judging(options, progress);
        var begun = clock.GetTimestamp();
        var survey = await judging.SurveyAsync(options.Setup, cancel);
        using var folder = new OutputFolder(options.Out);
        Judged judged;
        await using (var scores = ScoresFile.Create(folder, options.Scores, options.Shard is null ? null : ShardPart.PlacesName)) judged = await survey.JudgeAsync(scores, cancel);
        var own = judged.Measured(Since(begun));
        var parts = new List<RunPart>();
        if (options.Shard is not null) parts.Add(RunPart.Of(judged, own));
        var compared = new List<BacktestResult>();
        foreach (var preset in options.Against) compared.Add(await CompareAsync(judging, preset, options.Shard is null ? null : parts, cancel));
        var result = compared.Count > 0 ? own with { Comparison = [own, .. compared] } : own;
        RunOutput.Write(folder, PageTitle.Of(options), judged, result);
        if (options.Shard is { } shard) ShardPart.Of(options, shard, survey, await survey.Digest(cancel), parts).Write(folder);
        folder.Commit();
        return result;
    }

    /// <summary>Lets a further preset judge the input, without scores.</summary>
    private async Task<BacktestResult> CompareAsync(Judging judging, PipelineSetup setup, List<RunPart>? parts, CancellationToken cancel)
    {
        var begun = clock.GetTimestamp();
        var judged = await (await judging.SurveyAsync(setup, cancel)).JudgeAsync(null, cancel);
        var result = judged.Measured(Since(begun));
        parts?.Add(RunPart.Of(judged, result));
        return result;
    }

    private double Since(long begun) => clock.GetElapsedTime(begun).TotalSeconds;
}
