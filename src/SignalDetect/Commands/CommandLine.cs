using System.CommandLine;
using System.CommandLine.Parsing;
using SignalDetect.Logging;

namespace SignalDetect.Commands;

/// <summary>The whole command line: parses it, runs the command, and makes an exit code of whatever happens.</summary>
internal static class CommandLine
{
    private const string Program = "signaldetect";

    private static readonly ParserConfiguration Parser = new() { ResponseFileTokenReplacer = null };

    /// <summary>Runs one command.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] arguments, Surroundings around, CancellationToken stop)
    {
        var parsed = Root(around).Parse(arguments, Parser);
        var named = Names(parsed.CommandResult);
        if (parsed.Errors is [var first, ..]) return Refuse(around, named, Sentence(first, parsed));
        try
        {
            return await parsed.InvokeAsync(
                new InvocationConfiguration { Output = around.Output, Error = around.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ExitCode.Done;
        }
        catch (Exception wrong) when (Refusals.Covers(wrong))
        {
            return Refuse(around, named, OneLine.Of(wrong));
        }
        catch (Exception failed)
        {
            await around.Error.WriteLineAsync($"{named}: failed: {failed.GetBaseException().GetType().Name}: {OneLine.Of(failed)}");
            return ExitCode.Failed;
        }
    }

    private static RootCommand Root(Surroundings around) => new("SignalDetect finds outages of well-known services in what people report and post.")
    {
        DemoCommand.Create(around), RunCommand.Create(around), BacktestCommand.Create(around), TrainCommand.Create(around), ProduceCommand.Create(around), BrokerCommand.Create(around),
        DbCommand.Create(around), SimulateCommand.Create(around), MatchCommand.Create(around),
    };

    private static int Refuse(Surroundings around, string named, string line)
    {
        around.Error.WriteLine($"{named}: {line}");
        return ExitCode.Refused;
    }

    private static string Names(SymbolResult result) => result is CommandResult { Parent: CommandResult parent } inner ? $"{Names(parent)} {inner.Command.Name}" : Program;

    /// <summary>The parser's own words in one line; where a command is lacking, the commands that there are.</summary>
    private static string Sentence(ParseError error, ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (command.Subcommands.Count > 0 && command.Action is null)
        {
            var commands = string.Join(", ", command.Subcommands.Where(one => !one.Hidden).Select(one => one.Name));
            return parsed.UnmatchedTokens is [var unknown, ..]
                ? $"there is no command or option {unknown}; the commands are {commands}"
                : $"a command is lacking; the commands are {commands}";
        }

        return $"{OneLine.Of(error.Message).TrimEnd('.')}; --help lists the options";
    }
}
