using System.CommandLine;
using System.Globalization;
using SignalDetect.Backtest;
using SignalDetect.Backtest.Training;
using SignalDetect.Configuration;

namespace SignalDetect.Commands;

/// <summary><c>train</c>: a model from history.</summary>
internal static class TrainCommand
{
    public static Command Create(Surroundings around)
    {
        var input = HistoryOptions.Input();
        var format = HistoryOptions.Format();
        var pipeline = HistoryOptions.Pipeline();
        var detector = HistoryOptions.Detector();
        var model = new Option<string>("--out") { Description = "The model file to write, for the setting model or for backtest --model", HelpName = "FILE", Required = true };
        var command = new Command("train", "Fits per-hour baselines and thresholds from history into a model file.") { input, format, pipeline, detector, model };
        command.SetAction((parsed, stop) =>
        {
            var file = HistoryOptions.PipelineOf(parsed.GetValue(pipeline), around);
            var options = new TrainingOptions
            {
                Input = parsed.GetRequiredValue(input), Format = HistoryOptions.FormatOf(parsed.GetValue(format)), Out = parsed.GetRequiredValue(model),
                Setup = PipelineParts.Setup(file, parsed.GetValue(detector)), ValueKind = HistoryOptions.KindOf(file),
            };
            return RunAsync(options, around, stop);
        });
        return command;
    }

    private static async Task<int> RunAsync(TrainingOptions options, Surroundings around, CancellationToken stop)
    {
        var result = await ProgressBar.RunAsync(around.Screen, "reading", show => new Trainer().RunAsync(options, new Telling<RunProgress>(now => show(now.Stage, now.Part())), stop));
        await around.Output.WriteLineAsync(
            string.Create(CultureInfo.InvariantCulture, $"{result.Streams} streams with windows of {result.StepSeconds} s, from {result.Points:N0} points, in {options.Out}"));
        return ExitCode.Done;
    }
}
