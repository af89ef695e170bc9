using Microsoft.Extensions.Logging;
using SignalDetect.Logging;

namespace SignalDetect.Commands;

/// <summary>What a command has around it.</summary>
/// <param name="Output">For results.</param>
/// <param name="Error">For logs, progress and what went wrong.</param>
/// <param name="Environment">Environment variables, which override settings.</param>
/// <param name="Time">The clock.</param>
/// <param name="IsTerminal">True where a person watches <paramref name="Error"/>.</param>
internal sealed record Surroundings(
    TextWriter Output, TextWriter Error, IReadOnlyCollection<KeyValuePair<string, string>> Environment, TimeProvider Time, bool IsTerminal)
{
    /// <summary>Logs go to <see cref="Error"/>, one line each.</summary>
    public ILoggerFactory CreateLog() => LoggerFactory.Create(builder => builder.AddProvider(new LineLog(Error, Time)));
}
