namespace SignalDetect.Kafka.Streaming;

/// <summary>Why a partition's owner has stopped.</summary>
internal enum OwnerEnd
{
    /// <summary>It was asked to.</summary>
    Left,

    /// <summary>The store knows a later owner, or stands elsewhere than this one left it.</summary>
    Fenced,
}
