using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace SignalDetect.Kafka.Tests;

/// <summary>Keeps what is logged, from information on.</summary>
internal sealed class LogBook : ILoggerFactory, ILogger
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> lines = new();

    public IReadOnlyList<(LogLevel Level, string Text)> Lines => [.. lines];

    public int Count(string part) => lines.Count(line => line.Text.Contains(part, StringComparison.Ordinal));

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel)) lines.Enqueue((logLevel, formatter(state, exception)));
    }

    public void Dispose() => lines.Clear();

    public override string ToString() => string.Join('\n', lines.Select(line => $"{line.Level}: {line.Text}"));
}
