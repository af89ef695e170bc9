using System.Collections.Immutable;

namespace SignalDetect.Kafka.Producing;

/// <summary>How a file of signals is sent.</summary>
/// <param name="Bootstrap">The brokers' addresses, <c>host:port</c> separated by commas.</param>
public sealed record ProduceOptions(string Bootstrap)
{
    /// <summary>The topic of signals.</summary>
    public string Topic { get; init; } = "signals";

    /// <summary>How many times faster than real time; 0 for as fast as it goes.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>Stay at most <see cref="MostAhead"/> a partition ahead of what this group has committed; null for no such bound.</summary>
    public string? Group { get; init; }

    /// <summary>The pipeline's allowed lateness, by which the last tick closes the final window.</summary>
    public TimeSpan Lateness { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>See <see cref="Group"/>; bytes of a partition, 64 for each record beside its own included.</summary>
    public long MostAhead { get; init; } = 2 << 20;

    /// <summary>Further settings of the Kafka client under its own names.</summary>
    public IReadOnlyDictionary<string, string> ClientSettings { get; init; } = ImmutableDictionary<string, string>.Empty;
}

/// <summary>How far a replay has come.</summary>
/// <param name="Lines">Lines sent.</param>
/// <param name="Bytes">Their bytes.</param>
/// <param name="Ticks">Ticks sent, all partitions together.</param>
/// <param name="Time">The replay's time, Unix milliseconds; null before the first line that gives one.</param>
public readonly record struct ProduceProgress(long Lines, long Bytes, long Ticks, long? Time);

/// <summary>The replay could not be sent as a whole.</summary>
public sealed class ProduceFailedException(string message) : Exception(message);
