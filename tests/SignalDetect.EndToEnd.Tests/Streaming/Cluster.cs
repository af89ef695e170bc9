using Confluent.Kafka;
using SignalDetect.EndToEnd.Tests.Processes;
using Xunit;

namespace SignalDetect.EndToEnd.Tests.Streaming;

/// <summary>A broker, and the service with its database: each a process of its own.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    public const string Pipeline = "pipelines/streaming.json";
    public const string Group = "signaldetect";
    private static readonly TimeSpan Answer = TimeSpan.FromSeconds(20);

    private readonly CommandProcess broker;
    private readonly IConsumer<Ignore, Ignore> client;
    private readonly List<CommandProcess> services = [];

    private Cluster(CommandProcess broker, string bootstrap, string folder, int partitions)
    {
        (this.broker, Bootstrap, Folder, Partitions) = (broker, bootstrap, folder, partitions);
        client = new ConsumerBuilder<Ignore, Ignore>(new ConsumerConfig { BootstrapServers = bootstrap, GroupId = Group, EnableAutoCommit = false })
            .SetLogHandler((_, _) => { }).SetErrorHandler((_, _) => { }).Build();
        Rows = new StoredRows(Path.Combine(folder, "rows.db"));
    }

    public string Bootstrap { get; }

    public string Folder { get; }

    public int Partitions { get; }

    public StoredRows Rows { get; }

    /// <summary>The service that was started last.</summary>
    public CommandProcess Service => services[^1];

    /// <summary>What the service is set up with. A broker waits for a killed member of a group as long as its session lasts.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["SIGNALDETECT__KAFKA__BOOTSTRAP"] = Bootstrap,
        ["SIGNALDETECT__STORE__KIND"] = "sqlite",
        ["SIGNALDETECT__STORE__CONNECTION"] = "rows.db",
        ["SIGNALDETECT__KAFKA__SETTINGS__SESSION_TIMEOUT_MS"] = "4000",
        ["SIGNALDETECT__KAFKA__SETTINGS__HEARTBEAT_INTERVAL_MS"] = "300",
    };

    /// <summary>Starts a broker; no service yet.</summary>
    public static async Task<Cluster> StartAsync(string folder, int partitions = 8)
    {
        var broker = CommandProcess.Start($"broker --partitions {partitions}", folder);
        return new Cluster(broker, await broker.FirstLineAsync(), folder, partitions);
    }

    /// <summary>Starts the service, once more where it was killed.</summary>
    public CommandProcess Run(bool takesInterrupts = false)
    {
        var service = CommandProcess.Start($"run --pipeline {Pipeline}", Folder, Environment, takesInterrupts);
        services.Add(service);
        return service;
    }

    /// <summary>Sends a file of signals, no farther ahead of the service than the broker remembers.</summary>
    public CommandProcess Produce(string file, double speed = 0) =>
        CommandProcess.Start(FormattableString.Invariant($"produce --input {file} --bootstrap {Bootstrap} --speed {speed} --group {Group}"), Folder);

    /// <summary>Waits until the service has committed everything that is in the log, what it wrote there itself included.</summary>
    public Task SettledAsync() => Deadline.UntilAsync(
        () =>
        {
            Assert.False(Service.HasExited, $"The service has ended.\n{Service}");
            // The offsets first: what is behind them may have brought more into the log, and what is not in the log yet would be behind them.
            var reached = Rows.Offsets();
            return Enumerable.Range(0, Partitions).All(partition => reached.GetValueOrDefault(partition, -1) == End(partition));
        },
        () => $"Not all is committed: {string.Join(' ', Rows.Offsets().Select(one => $"{one.Key}:{one.Value}/{End(one.Key)}"))}\n{Service}");

    /// <summary>The offset after a partition's last record.</summary>
    public long End(int partition, string topic = "signals") => client.QueryWatermarkOffsets(new TopicPartition(topic, partition), Answer).High.Value;

    /// <summary>What the group has committed, by partition; below 0 where nothing.</summary>
    public IReadOnlyList<long> Committed() =>
        [.. client.Committed(Enumerable.Range(0, Partitions).Select(partition => new TopicPartition("signals", partition)), Answer).Select(one => one.Offset.Value)];

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var service in services) await service.DisposeAsync();
        client.Dispose();
        await broker.DisposeAsync();
    }
}
