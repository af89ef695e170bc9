using System.CommandLine;
using SignalDetect.Backtest;
using SignalDetect.Configuration;

namespace SignalDetect.Commands;

/// <summary>The options of the commands that go over history.</summary>
internal static class HistoryOptions
{
    public static Option<string> Input() => CommandOptions.Input("PATH", "The history: a .jsonl or .csv file (also .gz), or a folder of series");

    public static Option<string?> Format() => CommandOptions.Word("--format", "What the input holds [default: told from its name]", "signals", "series", "nab", "cloud-uptime", "downdetector");

    public static Option<string?> Pipeline() => new("--pipeline") { Description = "The pipeline [default: pipelines/backtest.json, as it comes with the program]", HelpName = "FILE" };

    /// <summary>The pipeline that the option names, or the one that comes with the program.</summary>
    public static PipelineFile PipelineOf(string? path, Surroundings around) =>
        PipelineFileReader.Read(path ?? ProgramFiles.Path("pipelines", "backtest.json"), around.Environment);

    public static Option<string?> Detector() => new("--detector") { Description = "The preset instead of the pipeline's: a name in models/presets, or a file", HelpName = "PRESET" };

    public static Option<string?> Labels(string description) => new("--labels") { Description = description, HelpName = "FILE" };

    /// <summary>The format that the option names; null where it is not given.</summary>
    public static InputFormat? FormatOf(string? word) => word switch
    {
        "signals" => InputFormat.Signals,
        "series" => InputFormat.Series,
        "nab" => InputFormat.Nab,
        "cloud-uptime" => InputFormat.CloudUptime,
        "downdetector" => InputFormat.Downdetector,
        _ => null,
    };

    /// <summary>What a pipeline says of the values of series.</summary>
    public static ValueKind KindOf(PipelineFile file) =>
        file.ValueKind switch { "counts" => ValueKind.Counts, "measurement" => ValueKind.Measurements, _ => ValueKind.Told };

    /// <summary>The part that is done, from 0 to 1.</summary>
    public static double Part(this RunProgress progress) => progress.Total == 0 ? 0 : (double)progress.Done / progress.Total;
}
