using Microsoft.Extensions.Logging;

namespace SignalDetect.Kafka.Streaming;

/// <summary>What the service says.</summary>
internal static partial class StreamingLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Waiting for the database: {Reason}")]
    public static partial void WaitingForStore(this ILogger log, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Partition {Partition}: reading from offset {Start}, with outcomes from {Offset}")]
    public static partial void Loaded(this ILogger log, int partition, long start, long offset);

    [LoggerMessage(Level = LogLevel.Information, Message = "Partition {Partition}: left at offset {Offset}")]
    public static partial void Left(this ILogger log, int partition, long offset);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Partition {Partition}: another owner has taken it; nothing of this one's is written any more")]
    public static partial void Fenced(this ILogger log, int partition);

    [LoggerMessage(Level = LogLevel.Error, Message = "Partition {Partition}: the log no longer holds stored offset {Stored}; going on from {Earliest}, {Missing} records are missing ({What})")]
    public static partial void Gap(this ILogger log, int partition, long stored, long earliest, long missing, string what);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Partition {Partition}: partition {Other} has relayed no time for {Seconds} s and is passed over")]
    public static partial void PassedOver(this ILogger log, int partition, int other, long seconds);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The group's offsets were not committed: {Reason}")]
    public static partial void OffsetsNotCommitted(this ILogger log, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Stopped")]
    public static partial void Stopped(this ILogger log);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Leaving takes too long: what is not committed will be read again")]
    public static partial void LeavingAbruptly(this ILogger log);
}
