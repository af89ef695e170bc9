using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using Confluent.Kafka;

namespace SignalDetect.Kafka;

/// <summary>
/// A Kafka cluster inside this process, on a free port of the loopback address, for the demo, development and tests: librdkafka's mock cluster.
/// It speaks the real protocol to any client, keeps everything in memory, and forgets it with <see cref="Dispose"/>.
/// </summary>
/// <remarks>
/// Its limits, measured with librdkafka 2.0.2 and 2.15.1: a partition keeps its newest 5 MB (about 22,000 messages of 200 bytes), and of a larger message nothing; a
/// topic that a client names first gets 4 partitions; there is no CreateTopics and no look-up of offsets by time. An empty fetch is answered only after the client's
/// <c>fetch.wait.max.ms</c> (500 ms by default), and a rebalance ends one second before its <c>session.timeout.ms</c> (45 s by default): clients set both low, the
/// second above the 3 s for which librdkafka before 2.4 keeps a new group waiting.
/// </remarks>
public sealed partial class EmbeddedBroker : IDisposable
{
    // A group's first assignment waits this long for further members, in milliseconds; by itself the mock cluster, like Kafka, waits 3 s.
    private const int FirstJoinWait = 100;

    private readonly Lock gate = new();
    private nint client;
    private nint cluster;

    private EmbeddedBroker(nint client, nint cluster, int brokers)
    {
        this.client = client;
        this.cluster = cluster;
        Brokers = brokers;
        Bootstrap = Marshal.PtrToStringUTF8(EmbeddedBrokerNative.Bootstraps(cluster))!;
    }

    /// <summary>The brokers' addresses, as clients take them for <c>bootstrap.servers</c>.</summary>
    public string Bootstrap { get; }

    /// <summary>How many brokers there are; their ids run from 1.</summary>
    public int Brokers { get; }

    /// <summary>Starts brokers that have the given topics, each with its number of partitions.</summary>
    /// <exception cref="DllNotFoundException">There is no librdkafka; the message says which package to install.</exception>
    /// <exception cref="ArgumentException">There is no such topic: its name is not Kafka's, or it has no partition.</exception>
    public static EmbeddedBroker Start(IReadOnlyDictionary<string, int> topicsWithPartitions, int brokers = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(brokers, 1);
        // The mock cluster takes anything.
        if (topicsWithPartitions.FirstOrDefault(entry => !TopicName().IsMatch(entry.Key) || entry.Value < 1) is { Key: not null } bad)
        {
            throw new ArgumentException($"A topic '{bad.Key}' with {bad.Value} partitions cannot be.", nameof(topicsWithPartitions));
        }

        var client = NewClient();
        var cluster = EmbeddedBrokerNative.NewCluster(client, brokers);
        if (cluster == 0)
        {
            EmbeddedBrokerNative.DestroyClient(client);
            throw new InvalidOperationException("librdkafka could not open the embedded broker's port.");
        }

        var broker = new EmbeddedBroker(client, cluster, brokers);
        try
        {
            foreach (var (topic, partitions) in topicsWithPartitions.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            {
                Check(EmbeddedBrokerNative.CreateTopic(cluster, topic, partitions, brokers));
            }

            _ = EmbeddedBrokerNative.TrySetGroupDelay(cluster, FirstJoinWait);
            return broker;
        }
        catch
        {
            broker.Dispose();
            throw;
        }
    }

    /// <summary>Closes a broker's connections and refuses new ones; what it holds stays.</summary>
    public void BrokerDown(int id) => Locked(() => Check(EmbeddedBrokerNative.SetBrokerDown(cluster, id)));

    /// <summary>Opens a broker again that was taken down.</summary>
    public void BrokerUp(int id) => Locked(() => Check(EmbeddedBrokerNative.SetBrokerUp(cluster, id)));

    /// <summary>Delays a broker's answers by whole milliseconds.</summary>
    public void SetRoundTripTime(int id, TimeSpan time) =>
        Locked(() => Check(EmbeddedBrokerNative.SetRoundTripTime(cluster, id, (int)time.TotalMilliseconds)));

    /// <summary>Answers the next requests of a kind with the given errors, one each, in order; <see cref="ErrorCode.NoError"/> lets one through.</summary>
    public void PushErrors(BrokerRequest request, params ErrorCode[] errors)
    {
        var codes = Array.ConvertAll(errors, error => (int)error);
        Locked(() => EmbeddedBrokerNative.PushErrors(cluster, (short)request, (nuint)codes.Length, codes));
    }

    /// <summary>Makes a broker the coordinator of a consumer group.</summary>
    public void MoveCoordinator(string group, int id) => Locked(() => Check(EmbeddedBrokerNative.SetCoordinator(cluster, "group", group, id)));

    /// <summary>Stops the brokers and forgets all that they hold.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (cluster == 0)
            {
                return;
            }

            EmbeddedBrokerNative.DestroyCluster(cluster);
            EmbeddedBrokerNative.DestroyClient(client);
            cluster = 0;
            client = 0;
        }
    }

    [GeneratedRegex(@"\A[a-zA-Z0-9._-]{1,249}\z")]
    private static partial Regex TopicName();

    private static nint NewClient()
    {
        Span<byte> error = stackalloc byte[512];
        var configuration = EmbeddedBrokerNative.NewConfiguration();
        // The library would write to standard error by itself.
        _ = EmbeddedBrokerNative.SetConfiguration(configuration, "log_level", "0", error, (nuint)error.Length);
        var client = EmbeddedBrokerNative.NewClient(EmbeddedBrokerNative.Producer, configuration, error, (nuint)error.Length);
        return client != 0 ? client : throw new InvalidOperationException(Text(error));
    }

    private void Locked(Action action)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(cluster == 0, this);
            action();
        }
    }

    private static void Check(int code)
    {
        if (code != (int)ErrorCode.NoError)
        {
            throw new KafkaException((ErrorCode)code);
        }
    }

    private static string Text(ReadOnlySpan<byte> error) => Encoding.UTF8.GetString(error[..Math.Max(0, error.IndexOf((byte)0))]);
}
