using System.CommandLine;
using System.Globalization;
using SignalDetect.Backtest;
using SignalDetect.Backtest.Training;
using SignalDetect.Configuration;
using SignalDetect.Core.Pipeline;

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
        var until = CommandOptions.Moment("--until", "Only what happened before it teaches; a backtest with the model scores what comes after [default: the end of the history]");
        var labels = HistoryOptions.Labels("Known outages (JSON: a file, or a folder such as models/outages): about them history is not quiet");
        var budget = CommandOptions.Rate("--false-alarms-per-week", "False alarms a stream and week that are accepted: thresholds are fitted to them [default: they stay the preset's]");
        var command = new Command("train", "Fits per-hour baselines and thresholds from history into a model file.")
        {
            input, format, pipeline, detector, until, labels, budget, model,
        };
        command.SetAction((parsed, stop) =>
        {
            var file = HistoryOptions.PipelineOf(parsed.GetValue(pipeline), around);
            var options = new TrainingOptions
            {
                Input = parsed.GetRequiredValue(input), Format = HistoryOptions.FormatOf(parsed.GetValue(format)), Out = parsed.GetRequiredValue(model),
                Setup = PipelineParts.Setup(file, parsed.GetValue(detector)), ValueKind = HistoryOptions.KindOf(file),
                Until = parsed.GetValue(until)?.ToUnixTimeMilliseconds() ?? long.MaxValue, Labels = parsed.GetValue(labels), FalseAlarmsPerWeek = parsed.GetValue(budget),
            };
            return RunAsync(options, around, stop);
        });
        return command;
    }

    private static async Task<int> RunAsync(TrainingOptions options, Surroundings around, CancellationToken stop)
    {
        var result = await ProgressBar.RunAsync(around.Screen, "reading", show => new Trainer().RunAsync(options, new Telling<RunProgress>(now => show(now.Stage, now.Part())), stop));
        await around.Output.WriteLineAsync(
            string.Create(CultureInfo.InvariantCulture, $"{result.Streams} streams with windows of {result.StepSeconds} s, from {result.Points:N0} points until {RowTime.Text(result.Until)}, in {options.Out}"));
        if (result.Budget is { } budget)
        {
            await around.Output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"thresholds for {budget.FalseAlarmsPerWeek} false alarms a stream and week, from {budget.StreamWeeks:F1} quiet stream-weeks; of all streams together {budget.Alarm:F1} nats"));
        }

        return ExitCode.Done;
    }
}
