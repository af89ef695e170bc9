namespace SignalDetect.Kafka;

/// <summary>Kinds of request of the Kafka protocol that a broker can be made to refuse; the values are the protocol's API keys.</summary>
public enum BrokerRequest : short
{
    Produce = 0,
    Fetch = 1,
    ListOffsets = 2,
    Metadata = 3,
    OffsetCommit = 8,
    OffsetFetch = 9,
    FindCoordinator = 10,
    JoinGroup = 11,
    Heartbeat = 12,
    LeaveGroup = 13,
    SyncGroup = 14,
    InitProducerId = 22,
}
