using Microsoft.Extensions.Logging;

namespace SignalDetect.Logging;

/// <summary>Writes each log entry as one line: time, level, where it comes from, what happened.</summary>
internal sealed class LineLog(Action<string> write, TimeProvider time) : ILoggerProvider
{
    private readonly Lock writing = new();

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName[(categoryName.LastIndexOf('.') + 1)..]);

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private void Write(LogLevel level, string category, string message, Exception? exception)
    {
        var word = level switch
        {
            LogLevel.Trace or LogLevel.Debug => "debug", LogLevel.Information => "info ", LogLevel.Warning => "warn ", _ => "error",
        };
        var cause = exception is null ? "" : $" ({OneLine.Of(exception)})";
        var line = $"{time.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss.fff'Z'} {word} {category}: {OneLine.Of(message)}{cause}";
        lock (writing) write(line);
    }

    private sealed class Category(LineLog log, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Information and < LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) log.Write(logLevel, name, formatter(state, exception), exception);
        }
    }
}
