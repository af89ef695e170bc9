namespace SignalDetect.Demo;

/// <summary>What the demo was asked for.</summary>
/// <param name="Port">Where the pages will be.</param>
/// <param name="For">All of it takes about this long; null: it stays until it is stopped.</param>
/// <param name="Database">A SQLite file to keep; null for one that is removed at the end.</param>
internal sealed record DemoOptions(int Port, TimeSpan? For, string? Database);
