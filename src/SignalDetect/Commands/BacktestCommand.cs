using System.CommandLine;
using SignalDetect.Backtest;
using SignalDetect.Backtest.Scores;
using SignalDetect.Backtest.Shards;
using SignalDetect.Configuration;

namespace SignalDetect.Commands;

/// <summary><c>backtest</c>: detection over history.</summary>
internal sealed class BacktestCommand
{
    private readonly Option<string> input = HistoryOptions.Input();
    private readonly Option<string?> format = HistoryOptions.Format();
    private readonly Option<string?> pipeline = HistoryOptions.Pipeline();
    private readonly Option<string?> model = new("--model") { Description = "The model file instead of the pipeline's, as train writes it", HelpName = "FILE" };
    private readonly Option<string?> labels = HistoryOptions.Labels("Known outages (JSON: a file, or a folder such as models/outages) to hold the alerts against");
    private readonly Option<string?> detector = HistoryOptions.Detector();
    private readonly Option<string?> compare = new("--compare")
    {
        Description = "Presets side by side on the same input: the output is the first one's, the measures stand beside each other",
        HelpName = "A,B,C",
    };

    private readonly Option<string?> engine = CommandOptions.Word("--engine", "What computes the detectors, instead of the pipeline's", "native", "mlnet");
    private readonly Option<string?> scores = CommandOptions.Word("--scores", "The form of the scores [default: csv]", "csv", "csv.gz", "none");
    private readonly Option<Shard?> shard = new("--shard")
    {
        Description = "Judges one share of the streams: of n shards the one with number i, counted from 0 (0/4 to 3/4); backtest merge joins them",
        HelpName = "i/n",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (Shard.Parse(text) is { } shard) return shard;
            result.AddError($"--shard is \"{text}\" and must be {Shard.Form}");
            return null;
        },
    };

    private readonly Option<string> folder = new("--out") { Description = "The folder for scores.csv, detections.jsonl, incidents.jsonl, report.json and report.html", HelpName = "DIR", Required = true };
    private readonly Surroundings around;

    private BacktestCommand(Surroundings around) => this.around = around;

    public static Command Create(Surroundings around)
    {
        var own = new BacktestCommand(around);
        var command = new Command("backtest", "Runs detection over history, and writes what it would have found and when.")
        {
            own.input, own.format, own.pipeline, own.model, own.labels, own.detector, own.compare, own.engine, own.scores, own.shard, own.folder, MergeCommand.Create(around),
        };
        command.SetAction(own.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var options = Options(parsed);
        return await HistoryRun.RunAsync(around, options.Out, (progress, stopped) => new Backtester(around.Time).RunAsync(options, progress, stopped), stop);
    }

    private BacktestOptions Options(ParseResult parsed)
    {
        var file = HistoryOptions.PipelineOf(parsed.GetValue(pipeline), around);
        file = file with { Engine = parsed.GetValue(engine) ?? file.Engine };
        var presets = ComparedPresets.Of(parsed.GetValue(compare), parsed.GetValue(detector)) ?? [parsed.GetValue(detector)];
        var setups = presets.Select(preset => PipelineParts.Setup(file, preset, parsed.GetValue(model))).ToArray();
        var part = parsed.GetValue(shard);
        return new BacktestOptions
        {
            Shard = part,
            Settings = part is null ? new Dictionary<string, string>() : SettingDigests.Of(file, presets, parsed.GetValue(model)),
            Input = parsed.GetRequiredValue(input),
            Format = HistoryOptions.FormatOf(parsed.GetValue(format)),
            Out = parsed.GetRequiredValue(folder),
            Setup = setups[0],
            Against = setups[1..],
            ValueKind = HistoryOptions.KindOf(file),
            Labels = parsed.GetValue(labels),
            Scores = parsed.GetValue(scores) switch { "none" => ScoresForm.None, "csv.gz" => ScoresForm.Gzip, _ => ScoresForm.Csv },
        };
    }
}
