using System.CommandLine;
using SignalDetect.Backtest;
using SignalDetect.Backtest.Scores;
using SignalDetect.Configuration;

namespace SignalDetect.Commands;

/// <summary><c>backtest</c>: detection over history.</summary>
internal sealed class BacktestCommand
{
    private readonly Option<string> input = CommandOptions.Input("PATH", "The history: a .jsonl or .csv file (also .gz), or a folder of series");
    private readonly Option<string?> format = CommandOptions.Word("--format", "What the input holds [default: told from its name]", "signals", "series");
    private readonly Option<string> pipeline = CommandOptions.Pipeline("The pipeline [default: the program's pipelines/backtest.json]");
    private readonly Option<string?> labels = new("--labels") { Description = "Known outages (JSON) to hold the alerts against", HelpName = "FILE" };
    private readonly Option<string?> detector = new("--detector") { Description = "The preset instead of the pipeline's: a name in models/presets, or a file", HelpName = "PRESET" };
    private readonly Option<string?> engine = CommandOptions.Word("--engine", "What computes the detectors, instead of the pipeline's", "native", "mlnet");
    private readonly Option<string?> scores = CommandOptions.Word("--scores", "The form of the scores [default: csv]", "csv", "csv.gz", "none");
    private readonly Option<string> folder = new("--out") { Description = "The folder for scores.csv, detections.jsonl, incidents.jsonl, report.json and report.html", HelpName = "DIR", Required = true };
    private readonly Surroundings around;

    private BacktestCommand(Surroundings around) => this.around = around;

    public static Command Create(Surroundings around)
    {
        var own = new BacktestCommand(around);
        own.pipeline.Required = false;
        own.pipeline.DefaultValueFactory = _ => "pipelines/backtest.json";
        var command = new Command("backtest", "Runs detection over history, and writes what it would have found and when.")
        {
            own.input, own.format, own.pipeline, own.labels, own.detector, own.engine, own.scores, own.folder,
        };
        command.SetAction(own.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var options = Options(parsed);
        var result = await ProgressBar.RunAsync(around.Screen, "reading", show =>
            new Backtester(around.Time).RunAsync(options, new Telling(now => show(now.Stage, now.Total == 0 ? 0 : (double)now.Done / now.Total)), stop));
        await around.Output.WriteAsync(BacktestSummary.Of(result, options.Out));
        return ExitCode.Done;
    }

    private BacktestOptions Options(ParseResult parsed)
    {
        var file = PipelineFileReader.Read(parsed.GetRequiredValue(pipeline), around.Environment);
        file = file with { Engine = parsed.GetValue(engine) ?? file.Engine };
        return new BacktestOptions
        {
            Input = parsed.GetRequiredValue(input),
            Format = parsed.GetValue(format) switch { "signals" => InputFormat.Signals, "series" => InputFormat.Series, _ => null },
            Out = parsed.GetRequiredValue(folder),
            Setup = PipelineParts.Setup(file, parsed.GetValue(detector)),
            ValueKind = file.ValueKind switch { "counts" => ValueKind.Counts, "measurement" => ValueKind.Measurements, _ => ValueKind.Told },
            Labels = parsed.GetValue(labels),
            Scores = parsed.GetValue(scores) switch { "none" => ScoresForm.None, "csv.gz" => ScoresForm.Gzip, _ => ScoresForm.Csv },
        };
    }

    private sealed class Telling(Action<RunProgress> tell) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => tell(value);
    }
}
