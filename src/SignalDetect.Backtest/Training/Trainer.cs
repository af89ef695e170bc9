using SignalDetect.Backtest.Formats;
using SignalDetect.Backtest.Labels;
using SignalDetect.Backtest.Scores;
using SignalDetect.Backtest.Series;
using SignalDetect.Core.Baselines;
using SignalDetect.Core.Pipeline;

namespace SignalDetect.Backtest.Training;

/// <summary>
/// Fits a model from history: the detector itself goes over it, judging and learning as it would live, so that outages in it teach no more than they do there.
/// What each stream has learnt at the end, its hours of the week and its spread, is the model, with thresholds that keep a budget of false alarms.
/// </summary>
public sealed class Trainer
{
    /// <summary>Fits a model and writes it; one that fails or is cancelled leaves the file as it was.</summary>
    /// <param name="options">What to do.</param>
    /// <param name="progress">Told how far it is; null for nobody.</param>
    /// <param name="cancel">Stops the run.</param>
    /// <exception cref="BadInputException">The input does not fit, or its series have different steps.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public async Task<TrainingResult> RunAsync(TrainingOptions options, IProgress<RunProgress>? progress, CancellationToken cancel)
    {
        if (Directory.Exists(options.Out)) throw new BadInputException($"{options.Out}: is a folder; the model is written into a file");
        var (model, points) = (options.Format ?? InputFormats.Of(options.Input)) is var format && format == InputFormat.Signals
            ? await Task.Run(() => new SignalsTraining(options, Budgets(options, null), progress).Run(cancel), cancel)
            : await SeriesAsync(options, format, progress, cancel);
        Write(model, options.Out);
        return new TrainingResult(model.Streams.Count, points, model.StepSeconds, model.Until, model.Budget);
    }

    private static async Task<(BaselineModel Model, long Points)> SeriesAsync(
        TrainingOptions options, InputFormat format, IProgress<RunProgress>? progress, CancellationToken cancel)
    {
        var input = SeriesInput.Of(format, options.Input);
        var settings = new SeriesSettings(options.Setup, options.ValueKind, budgets: Budgets(options, input.Labels));
        var runs = new SeriesRuns([.. input.Files.Select(file => file with { Until = options.Until })], options.Cores, settings, progress);
        var surveys = await runs.SurveyAsync(cancel);
        var streams = surveys.SelectMany(survey => survey.Streams).Where(stream => stream.Rows > 0).ToArray();
        if (streams.Length == 0 || streams.Max(stream => stream.Last) < settings.ScoredFrom)
            throw new BadInputException($"{options.Input}: holds no row to learn from{(options.Until < long.MaxValue ? $" before {RowTime.Text(options.Until)}" : "")}");
        var step = streams[0].StepSeconds;
        if (streams.FirstOrDefault(stream => stream.StepSeconds != step) is { } other)
            throw new BadInputException(
                $"{options.Input}: stream '{other.Name}' has a step of {other.StepSeconds} s and '{streams[0].Name}' of {step} s; a model is for one step");
        var learnt = await runs.RunAsync(surveys, ScoresForm.None, null, run => (run.Result.Name, Learnt(run, settings), run.History), cancel);
        var model = settings.Budgets!.Model(options.Input, settings.Detector(step), [.. learnt.Where(one => one.Item2 is not null).Select(one => (one.Name, one.Item2!, one.History))]);
        return (model, streams.Sum(stream => stream.Rows - (settings.Known(stream.Name) is null ? 0 : stream.LeftOut)));
    }

    private static AlarmBudgets Budgets(TrainingOptions options, IReadOnlyList<Label>? found) =>
        new(options.FalseAlarmsPerWeek, (options.Labels is { } path ? LabelFile.Read(path) : found) is { } labels ? new LabelBook(labels) : null);

    private static StreamModel? Learnt(SeriesRun run, SeriesSettings settings)
    {
        if (run.Result.Rows == 0) return null;
        var before = settings.Known(run.Result.Name);
        return new StreamModel(before?.From ?? run.Result.Chart.First, Math.Max(before?.Until ?? 0, run.Result.Chart.End), run.Fast, run.Profile);
    }

    private static void Write(BaselineModel model, string path)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
        var aside = path + ".partial";
        try
        {
            using (var file = File.Create(aside)) model.Save(file);
            File.Move(aside, path, overwrite: true);
        }
        finally
        {
            File.Delete(aside);
        }
    }
}
