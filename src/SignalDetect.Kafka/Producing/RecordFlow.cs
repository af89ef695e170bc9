using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using SignalDetect.Kafka.Clients;

namespace SignalDetect.Kafka.Producing;

/// <summary>Sends one record after the other without waiting for each, keeps only so many on their way, and remembers the first failure.</summary>
internal sealed class RecordFlow : IDisposable
{
    private const int MostRecords = 100_000;
    private const long MostBytes = 64 << 20;

    private readonly IProducer<byte[]?, byte[]> producer;
    private readonly Lock gate = new();
    private readonly GroupBound? bound;
    private long records;
    private long bytes;
    private bool toEmpty;
    private TaskCompletionSource? room;
    private Error? failure;

    public RecordFlow(ProduceOptions options, GroupBound? bound, ILogger log)
    {
        var settings = ClientSettings.Producer(options.Bootstrap, options.ClientSettings);
        if (!options.ClientSettings.ContainsKey("linger.ms")) settings.LingerMs = 20;
        this.bound = bound;
        producer = new ProducerBuilder<byte[]?, byte[]>(settings)
            .SetErrorHandler((_, error) => OnError(error))
            .SetLogHandler((_, message) => log.FromClient(message.Name, message.Message))
            .Build();
    }

    /// <summary>Sends a record as soon as there is room for it.</summary>
    /// <exception cref="ProduceFailedException">This or an earlier record was refused.</exception>
    public async ValueTask SendAsync(Outgoing record, CancellationToken cancel)
    {
        if (bound is not null) await bound.WaitAsync(record, cancel).ConfigureAwait(false);
        while (Room() is { } full) await full.WaitAsync(cancel).ConfigureAwait(false);
        var length = record.Value.Length;
        lock (gate) (records, bytes) = (records + 1, bytes + length);
        try
        {
            producer.Produce(new TopicPartition(record.Topic, record.Partition), record.ToMessage(), report => Report(report, length));
        }
        catch (ProduceException<byte[]?, byte[]> refused)
        {
            throw Failed(refused.Error);
        }
    }

    /// <summary>Waits until everything sent is acknowledged.</summary>
    /// <exception cref="ProduceFailedException">A record was refused.</exception>
    public async Task FinishAsync(CancellationToken cancel)
    {
        while (Rest() is { } some) await some.WaitAsync(cancel).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => producer.Dispose();

    private Task? Room()
    {
        lock (gate) return records < MostRecords && bytes < MostBytes ? Checked(null) : Checked(Await(untilEmpty: false));
    }

    private Task? Rest()
    {
        lock (gate) return records == 0 ? Checked(null) : Checked(Await(untilEmpty: true));
    }

    private Task Await(bool untilEmpty)
    {
        toEmpty = untilEmpty;
        return (room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
    }

    private Task? Checked(Task? wait) => failure is null ? wait : throw Failed(failure);

    private void Report(DeliveryReport<byte[]?, byte[]> report, int length)
    {
        if (!report.Error.IsError) bound?.Acknowledged(report.Partition.Value, report.Offset.Value);
        lock (gate)
        {
            failure ??= report.Error.IsError ? report.Error : null;
            records--;
            bytes -= length;
            if (failure is null && (toEmpty ? records > 0 : records > MostRecords / 2 || bytes > MostBytes / 2)) return;
            room?.TrySetResult();
            room = null;
        }
    }

    private void OnError(Error error)
    {
        if (!error.IsFatal && !KafkaDeniedException.Is(error.Code)) return;
        lock (gate)
        {
            failure ??= error;
            room?.TrySetResult();
            room = null;
        }
    }

    private static ProduceFailedException Failed(Error error) => new($"Kafka did not take a record: {error.Reason}");
}
