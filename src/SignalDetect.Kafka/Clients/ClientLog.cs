using Microsoft.Extensions.Logging;

namespace SignalDetect.Kafka.Clients;

/// <summary>What the clients say.</summary>
internal static partial class ClientLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Waiting for Kafka at {Bootstrap}: {Reason}")]
    public static partial void WaitingForKafka(this ILogger log, string bootstrap, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Waiting for group '{Group}' to commit what it was sent")]
    public static partial void WaitingForGroup(this ILogger log, string group);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Client}: {Text}")]
    public static partial void FromClient(this ILogger log, string client, string text);
}
