using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace SignalDetect.Kafka.Clients;

/// <summary>
/// The one idempotent producer of a service, shared by all its partitions. What it is given is acknowledged by all replicas, or it waits: a broker that is
/// away is waited for, and a refusal is tried again from the group's first record.
/// </summary>
internal sealed class Sender : IDisposable
{
    private const int MostAtOnce = 10_000;
    private static readonly TimeSpan LastChance = TimeSpan.FromMilliseconds(500);

    private readonly ProducerConfig settings;
    private readonly ILogger log;
    private readonly TimeProvider time;
    private readonly Action<Error> onError;
    private readonly LogPace pace;
    private readonly Lock gate = new();
    private IProducer<byte[]?, byte[]> producer;

    public Sender(string bootstrap, IReadOnlyDictionary<string, string> passed, ILogger log, TimeProvider time, Action<Error> onError)
    {
        settings = ClientSettings.Producer(bootstrap, passed);
        // The caller waits as long as it takes; what gave up half-way would have to be sent again, out of order.
        settings.MessageTimeoutMs = 0;
        (this.log, this.time, this.onError) = (log, time, onError);
        pace = new LogPace(time);
        producer = Build();
    }

    /// <summary>Sends records and waits until all are acknowledged; those for one partition are in the log in the order given.</summary>
    /// <returns>Their offsets.</returns>
    /// <exception cref="KafkaDeniedException">This program may not write there.</exception>
    public async Task<IReadOnlyList<long>> SendAsync(IReadOnlyList<Outgoing> records, CancellationToken cancel)
    {
        var offsets = new List<long>(records.Count);
        for (var from = 0; from < records.Count; from += MostAtOnce)
        {
            var count = Math.Min(MostAtOnce, records.Count - from);
            offsets.AddRange(await SendAsync(records, from, count, cancel).ConfigureAwait(false));
        }

        return offsets;
    }

    /// <inheritdoc/>
    public void Dispose() => Close(producer);

    private async Task<IReadOnlyList<long>> SendAsync(IReadOnlyList<Outgoing> records, int from, int count, CancellationToken cancel)
    {
        var backoff = new Backoff();
        while (true)
        {
            var deliveries = new Deliveries(count);
            var used = producer;
            for (var i = 0; i < count; i++) Produce(used, records[from + i], i, deliveries);
            if (await deliveries.WaitAsync(cancel).ConfigureAwait(false) is not { } error) return deliveries.Offsets;
            if (KafkaDeniedException.Is(error.Code)) throw new KafkaDeniedException($"Kafka refuses records for topic '{records[from].Topic}': {error.Reason}");
            if (pace.IsDue()) log.WaitingForDelivery(records[from].Topic, error.Reason);
            if (error.IsFatal) Renew(used);
            await backoff.WaitAsync(time, cancel).ConfigureAwait(false);
        }
    }

    private static void Produce(IProducer<byte[]?, byte[]> producer, in Outgoing record, int index, Deliveries deliveries)
    {
        try
        {
            producer.Produce(
                new TopicPartition(record.Topic, record.Partition), record.ToMessage(), report => deliveries.Report(index, report.Error, report.Offset.Value));
        }
        catch (ProduceException<byte[]?, byte[]> refused)
        {
            deliveries.Report(index, refused.Error, Offset.Unset);
        }
    }

    /// <summary>A producer that has met a fatal error sends nothing any more; a new one begins afresh.</summary>
    private void Renew(IProducer<byte[]?, byte[]> broken)
    {
        lock (gate)
        {
            if (producer != broken) return;
            producer = Build();
        }

        Close(broken);
    }

    private static void Close(IProducer<byte[]?, byte[]> producer)
    {
        producer.Flush(LastChance);
        producer.Dispose();
    }

    private IProducer<byte[]?, byte[]> Build() => new ProducerBuilder<byte[]?, byte[]>(settings)
        .SetErrorHandler((_, error) => onError(error))
        .SetLogHandler((_, message) => log.FromClient(message.Name, message.Message))
        .Build();
}
