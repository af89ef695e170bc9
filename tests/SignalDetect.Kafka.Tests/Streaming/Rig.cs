using System.Text;
using Confluent.Kafka;
using SignalDetect.Core.Pipeline;
using SignalDetect.Core.Signals;
using SignalDetect.Kafka.Streaming;
using SignalDetect.Testing;

namespace SignalDetect.Kafka.Tests.Streaming;

/// <summary>An embedded broker, a store in memory, and services between them.</summary>
internal sealed class Rig : IAsyncDisposable
{
    public static readonly PipelineSetup Setup = Setups.Default();

    private readonly IConsumer<byte[]?, byte[]?> consumer;
    private readonly List<RunningService> services = [];
    private int turn;
    private bool isFirst = true;

    public Rig(int partitions)
    {
        Partitions = partitions;
        Broker = EmbeddedBroker.Start(new Dictionary<string, int> { ["signals"] = partitions, ["signals.dead"] = 1, ["detections"] = 2, ["incidents"] = 2 });
        consumer = Client.Consumer(Broker, "rig");
        Producer = Client.Producer(Broker, settings => settings.Partitioner = Partitioner.Consistent);
    }

    public int Partitions { get; }

    public EmbeddedBroker Broker { get; }

    public MemoryStore Store { get; } = new();

    public LogBook Log { get; } = new();

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public IProducer<byte[]?, byte[]?> Producer { get; }

    public StreamingOptions Options => new(Broker.Bootstrap, "group")
    {
        ClientSettings = new Dictionary<string, string> { ["session.timeout.ms"] = "4000", ["heartbeat.interval.ms"] = "200", ["fetch.wait.max.ms"] = "10", ["linger.ms"] = "1" },
    };

    /// <summary>Starts a service of the group.</summary>
    public RunningService Start(Action<int, BatchOutput>? observer = null, IStore? store = null, string group = "group")
    {
        var service = new RunningService(new StreamingService(Options with { Group = group }, Setup, store ?? Store, Log, Time, observer));
        services.Add(service);
        return service;
    }

    /// <summary>A service that was meant to end no longer counts.</summary>
    public void Forget(RunningService service) => services.Remove(service);

    /// <summary>Writes a replay of lines, wherever the placement puts them.</summary>
    public Task PlayAsync(IEnumerable<byte[]> lines, Placement placement = Placement.InTurn) => PlayAsync(Replays.Steps(Setup, lines), placement);

    /// <summary>Writes steps of a replay.</summary>
    public async Task PlayAsync(IEnumerable<ReplayStep> steps, Placement placement = Placement.InTurn)
    {
        foreach (var step in steps)
        {
            if (step.Line is null) TickAll(step.Time);
            else Write(step, placement);
            if (isFirst) await FlushAsync();
            isFirst = false;
        }

        await FlushAsync();
    }

    /// <summary>Writes a tick of a replay into every partition.</summary>
    public void TickAll(long time)
    {
        for (var partition = 0; partition < Partitions; partition++) Write(partition, time, Tick(time));
    }

    /// <summary>Writes one record.</summary>
    public void Write(Partition partition, long time, byte[] value, byte[]? key = null) => Producer.Produce(
        new TopicPartition("signals", partition),
        new Message<byte[]?, byte[]?> { Key = key, Value = value, Timestamp = new Timestamp(time, TimestampType.CreateTime) });

    /// <summary>Waits until everything written is in the log.</summary>
    public async Task FlushAsync() => await Task.Run(() => Producer.Flush(Client.Patience));

    /// <summary>Waits until everything in the log is committed, what it brought about included.</summary>
    public Task CompleteAsync(Action? meanwhile = null) => Eventually.IsTrueAsync(
        () => services.All(service => !service.Ended) ? IsComplete() : throw new InvalidOperationException($"a service has ended: {services.First(service => service.Ended).Failure}\n{Log}"),
        () => $"{string.Join(' ', Enumerable.Range(0, Partitions).Select(partition => $"{Store.Offset(partition)}/{End(partition)}"))}\n{Log}",
        meanwhile);

    /// <summary>The records of a topic's partition.</summary>
    public List<ConsumeResult<byte[]?, byte[]?>> Read(string topic, int partition = 0, int? count = null) =>
        Client.Read(Broker, topic, partition, count ?? (int)End(partition, topic));

    /// <summary>The offset after a partition's last record.</summary>
    public long End(int partition, string topic = "signals") => consumer.QueryWatermarkOffsets(new TopicPartition(topic, partition), Client.Patience).High.Value;

    /// <summary>The group's committed offset; below 0 where there is none.</summary>
    public long Committed(int partition, string name = "group")
    {
        using var group = Client.Consumer(Broker, name);
        return group.Committed([new TopicPartition("signals", partition)], Client.Patience)[0].Offset.Value;
    }

    /// <summary>How many forwarded signals stand in the log more than once.</summary>
    public int Repeats() => Enumerable.Range(0, Partitions).Sum(partition => Read("signals", partition)
        .Where(record => record.Message.Headers.TryGetLastBytes("arrival", out _))
        .GroupBy(record => (Encoding.ASCII.GetString(record.Message.Headers.GetLastBytes("origin")), Encoding.UTF8.GetString(record.Message.Key!)))
        .Sum(one => one.Count() - 1));

    public async ValueTask DisposeAsync()
    {
        foreach (var service in services) await service.DisposeAsync();
        consumer.Dispose();
        Producer.Dispose();
        Broker.Dispose();
    }

    public static byte[] Tick(long time, string source = "produce") => Encoding.UTF8.GetBytes($$"""{"kind":"tick","at":"{{RowIds.Time(time)}}","source":"{{source}}"}""");

    private void Write(ReplayStep step, Placement placement)
    {
        var key = step.Service < 0 || placement == Placement.InTurn ? null : Encoding.UTF8.GetBytes(Setup.Catalogue.Services[step.Service].Id);
        var partition = key is null ? new Partition(turn++ % Partitions)
            : placement == Placement.OtherHash ? Partition.Any : new Partition(HomePartition.Of(key, Partitions));
        Write(partition, step.Time, step.Line!, key);
    }

    private bool IsComplete() => Enumerable.Range(0, Partitions).Select(Store.Offset).ToArray() is var committed
        && Enumerable.Range(0, Partitions).All(partition => committed[partition] == End(partition));
}
