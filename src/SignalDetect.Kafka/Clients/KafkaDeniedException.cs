using Confluent.Kafka;

namespace SignalDetect.Kafka.Clients;

/// <summary>The cluster refuses this program: wrong credentials, or no right to a topic or group. Waiting does not help.</summary>
public sealed class KafkaDeniedException(string message) : Exception(message)
{
    /// <summary>True for an error that waiting does not mend.</summary>
    internal static bool Is(ErrorCode code) => code is
        ErrorCode.Local_Authentication or ErrorCode.SaslAuthenticationFailed or ErrorCode.TopicAuthorizationFailed or ErrorCode.GroupAuthorizationFailed
        or ErrorCode.ClusterAuthorizationFailed or ErrorCode.TransactionalIdAuthorizationFailed or ErrorCode.UnsupportedSaslMechanism
        or ErrorCode.IllegalSaslState;
}
