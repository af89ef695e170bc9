using System.Runtime.InteropServices;

namespace SignalDetect.Kafka;

/// <summary>librdkafka's mock cluster: C functions that every build of the library exports (rdkafka_mock.h).</summary>
internal static partial class EmbeddedBrokerNative
{
    private const string Library = "librdkafka";
    internal const int Producer = 0;

    // The package brings builds for several C libraries beside the usual name; a system's library has its version in its name.
    private static readonly string[] FileNames =
        ["librdkafka", "alpine-librdkafka", "centos8-librdkafka", "librdkafka.so.1", "librdkafka.1.dylib"];

    private static readonly Lazy<nint> Handle = new(Load);

    static EmbeddedBrokerNative() => NativeLibrary.SetDllImportResolver(
        typeof(EmbeddedBrokerNative).Assembly, (name, _, _) => name == Library ? Handle.Value : 0);

    private static nint Load()
    {
        foreach (var fileName in FileNames)
        {
            if (NativeLibrary.TryLoad(fileName, typeof(EmbeddedBrokerNative).Assembly, null, out var handle))
            {
                return handle;
            }
        }

        throw new DllNotFoundException(
            "The embedded broker needs librdkafka, and neither the NuGet package librdkafka.redist nor a system library librdkafka.so.1 is there: "
            + "install the package librdkafka1 (Debian, Ubuntu: apt-get install librdkafka1), then build again.");
    }

    /// <summary>Shortens the wait for a new group's further members; false where the library is too old to do that (before 2.4).</summary>
    internal static unsafe bool TrySetGroupDelay(nint cluster, int milliseconds)
    {
        if (!NativeLibrary.TryGetExport(Handle.Value, "rd_kafka_mock_group_initial_rebalance_delay_ms", out var function))
        {
            return false;
        }

        ((delegate* unmanaged<nint, int, void>)function)(cluster, milliseconds);
        return true;
    }

    [LibraryImport(Library, EntryPoint = "rd_kafka_conf_new")]
    internal static partial nint NewConfiguration();

    [LibraryImport(Library, EntryPoint = "rd_kafka_conf_set", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int SetConfiguration(nint configuration, string name, string value, Span<byte> error, nuint errorSize);

    [LibraryImport(Library, EntryPoint = "rd_kafka_new")]
    internal static partial nint NewClient(int type, nint configuration, Span<byte> error, nuint errorSize);

    [LibraryImport(Library, EntryPoint = "rd_kafka_destroy")]
    internal static partial void DestroyClient(nint client);

    [LibraryImport(Library, EntryPoint = "rd_kafka_mock_cluster_new")]
    internal static partial nint NewCluster(nint client, int brokers);

    [LibraryImport(Library, EntryPoint = "rd_kafka_mock_cluster_destroy")]
    internal static partial void DestroyCluster(nint cluster);

    [LibraryImport(Library, EntryPoint = "rd_kafka_mock_cluster_bootstraps")]
    internal static partial nint Bootstraps(nint cluster);

    [LibraryImport(Library, EntryPoint = "rd_kafka_mock_topic_create", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int CreateTopic(nint cluster, string topic, int partitions, int replicas);

    [LibraryImport(Library, EntryPoint = "rd_kafka_mock_broker_set_down")]
    internal static partial int SetBrokerDown(nint cluster, int broker);

    [LibraryImport(Library, EntryPoint = "rd_kafka_mock_broker_set_up")]
    internal static partial int SetBrokerUp(nint cluster, int broker);

    [LibraryImport(Library, EntryPoint = "rd_kafka_mock_broker_set_rtt")]
    internal static partial int SetRoundTripTime(nint cluster, int broker, int milliseconds);

    [LibraryImport(Library, EntryPoint = "rd_kafka_mock_push_request_errors_array")]
    internal static partial void PushErrors(nint cluster, short request, nuint count, ReadOnlySpan<int> errors);

    [LibraryImport(Library, EntryPoint = "rd_kafka_mock_coordinator_set", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int SetCoordinator(nint cluster, string keyType, string key, int broker);
}
