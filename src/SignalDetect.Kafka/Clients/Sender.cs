using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace SignalDetect.Kafka.Clients;

/// <summary>
/// The one idempotent producer of a service, shared by all its partitions. What it is given is acknowledged by all replicas, or it waits: a broker that is
/// away is waited for, as is the client's own full queue, and a refusal is tried again from the group's first record.
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
        while (offsets.Count < records.Count) offsets.AddRange(await SendSomeAsync(records, offsets.Count, cancel).ConfigureAwait(false));
        return offsets;
    }

    /// <inheritdoc/>
    public void Dispose() => Close(producer);

    /// <summary>Sends as many records as find a place in the client's queue, at least one. None is sent after one that was refused, so that their order stays.</summary>
    private async Task<IEnumerable<long>> SendSomeAsync(IReadOnlyList<Outgoing> records, int from, CancellationToken cancel)
    {
        var most = Math.Min(MostAtOnce, records.Count - from);
        var backoff = new Backoff();
        while (true)
        {
            var deliveries = new Deliveries(most);
            var used = producer;
            Error? refusal = null;
            var taken = 0;
            while (taken < most && (refusal = Produce(used, records[from + taken], taken, deliveries)) is null) taken++;
            if (refusal is not null) deliveries.Omit(most - taken, refusal.Code == ErrorCode.Local_QueueFull && taken > 0 ? null : refusal);
            if (await deliveries.WaitAsync(cancel).ConfigureAwait(false) is not { } error) return deliveries.Offsets.Take(taken);
            if (KafkaDeniedException.Is(error.Code)) throw new KafkaDeniedException($"Kafka refuses records for topic '{records[from].Topic}': {error.Reason}");
            if (pace.IsDue()) log.WaitingForDelivery(records[from].Topic, error.Reason);
            if (error.IsFatal) Renew(used);
            await backoff.WaitAsync(time, cancel).ConfigureAwait(false);
        }
    }

    /// <returns>Why the client did not take it; null where it did.</returns>
    private static Error? Produce(IProducer<byte[]?, byte[]> producer, in Outgoing record, int index, Deliveries deliveries)
    {
        try
        {
            producer.Produce(
                new TopicPartition(record.Topic, record.Partition), record.ToMessage(), report => deliveries.Report(index, report.Error, report.Offset.Value));
            return null;
        }
        catch (ProduceException<byte[]?, byte[]> refused)
        {
            return refused.Error;
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
