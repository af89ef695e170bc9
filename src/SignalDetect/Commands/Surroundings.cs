using Microsoft.Extensions.Logging;
using SignalDetect.Logging;
using Spectre.Console;

namespace SignalDetect.Commands;

/// <summary>What a command has around it.</summary>
/// <param name="Output">For results.</param>
/// <param name="Error">For logs and for what went wrong.</param>
/// <param name="Environment">Environment variables, which override settings.</param>
/// <param name="Time">The clock.</param>
/// <param name="Screen">Where progress is shown; null where nobody watches standard error.</param>
internal sealed record Surroundings(
    TextWriter Output, TextWriter Error, IReadOnlyCollection<KeyValuePair<string, string>> Environment, TimeProvider Time, IAnsiConsole? Screen)
{
    /// <summary>Logs go to standard error, one line each, above what moves on the screen.</summary>
    public ILoggerFactory CreateLog(LogLevel least = LogLevel.Information)
    {
        Action<string> write = Screen is null ? Error.WriteLine : line => Screen.WriteLine(line);
        return LoggerFactory.Create(builder => builder.SetMinimumLevel(least).AddProvider(new LineLog(write, Time)));
    }
}
