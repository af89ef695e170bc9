using System.CommandLine;
using SignalDetect.Backtest.Shards;

namespace SignalDetect.Commands;

/// <summary><c>backtest merge</c>: the shards of a run as the whole.</summary>
internal static class MergeCommand
{
    public static Command Create(Surroundings around)
    {
        var inputs = new Option<string[]>("--input")
        {
            Description = "The folder of a shard, or one that holds folders of shards; given once, or several times",
            HelpName = "DIR",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        var folder = new Option<string>("--out") { Description = "The folder for the same files as of a run that was never split", HelpName = "DIR", Required = true };
        var command = new Command("merge", "Joins what backtest --shard has written, all shards of a run, into the report of the whole run.") { inputs, folder };
        command.SetAction((parsed, stop) =>
        {
            var output = parsed.GetRequiredValue(folder);
            return HistoryRun.RunAsync(around, output, (progress, stopped) => Task.Run(() => Merger.RunAsync(parsed.GetRequiredValue(inputs), output, progress, stopped), stopped), stop);
        });
        return command;
    }
}
