using SignalDetect.Backtest.Formats;
using SignalDetect.Backtest.Scores;
using SignalDetect.Backtest.Series;
using SignalDetect.Core.Baselines;

namespace SignalDetect.Backtest.Training;

/// <summary>
/// Fits a model from history: the detector itself goes over it, judging and learning as it would live, so that outages in it teach no more than they do there.
/// What each stream has learnt at the end, its hours of the week, its spread and its thresholds, is the model.
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
            ? await Task.Run(() => new SignalsTraining(options, progress).Run(cancel), cancel)
            : await SeriesAsync(options, format, progress, cancel);
        Write(model, options.Out);
        return new TrainingResult(model.Streams.Count, points, model.StepSeconds);
    }

    private static async Task<(BaselineModel Model, long Points)> SeriesAsync(
        TrainingOptions options, InputFormat format, IProgress<RunProgress>? progress, CancellationToken cancel)
    {
        var runs = new SeriesRuns(SeriesInput.Of(format, options.Input).Files, options.Cores, new SeriesSettings(options.Setup, options.ValueKind), progress);
        var surveys = await runs.SurveyAsync(cancel);
        var streams = surveys.SelectMany(survey => survey.Streams).Where(stream => stream.Rows > 0).ToArray();
        if (streams.Length == 0) throw new BadInputException($"{options.Input}: holds no row to learn from");
        var step = streams[0].StepSeconds;
        if (streams.FirstOrDefault(stream => stream.StepSeconds != step) is { } other)
            throw new BadInputException(
                $"{options.Input}: stream '{other.Name}' has a step of {other.StepSeconds} s and '{streams[0].Name}' of {step} s; a model is for one step");
        var model = new BaselineModel(options.Setup.Preset.Name, step);
        foreach (var run in await runs.RunAsync(surveys, ScoresForm.None, null, one => one, cancel))
            if (run.Result.Rows > 0) model.Add(run.Result.Name, run.Fast, run.Profile);
        return (model, streams.Sum(stream => stream.Rows));
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
