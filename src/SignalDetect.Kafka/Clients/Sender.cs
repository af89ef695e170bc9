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
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ProducerConfig settings;
    private readonly ILogger log;
    private readonly TimeProvider time;
    private readonly Action<Error> onError;
    private readonly Action<string> onWaiting;
    private readonly Lock gate = new();
    private volatile LiveProducer live;

    /// <param name="onWaiting">Told why a record is not taken yet, now and then.</param>
    /// <param name="onError">Told what the client says of the cluster.</param>
    public Sender(string bootstrap, IReadOnlyDictionary<string, string> passed, ILogger log, TimeProvider time, Action<string> onWaiting, Action<Error> onError)
    {
        settings = ClientSettings.Producer(bootstrap, passed);
        // The caller waits as long as it takes; what gave up half-way would have to be sent again, out of order.
        settings.MessageTimeoutMs = 0;
        // Nothing overtakes a record that failed: its home would take that one for a repeat.
        settings.EnableGaplessGuarantee = true;
        (this.log, this.time, this.onWaiting, this.onError) = (log, time, onWaiting, onError);
        live = Begin();
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
    public void Dispose() => live.Close();

    /// <summary>Sends as many records as find a place in the client's queue, at least one. None is sent after one that was refused, so that their order stays.</summary>
    private async Task<IEnumerable<long>> SendSomeAsync(IReadOnlyList<Outgoing> records, int from, CancellationToken cancel)
    {
        var most = Math.Min(MostAtOnce, records.Count - from);
        var backoff = new Backoff();
        while (true)
        {
            var used = live;
            var deliveries = new Deliveries(most);
            Error? refusal = null;
            var taken = 0;
            while (taken < most && (refusal = used.Produce(records[from + taken], taken, deliveries)) is null) taken++;
            if (refusal is not null) deliveries.Omit(most - taken, refusal.Code == ErrorCode.Local_QueueFull && taken > 0 ? null : refusal);
            if (await WaitAsync(deliveries, used, records[from].Topic, cancel).ConfigureAwait(false) is not { } error) return deliveries.Offsets.Take(taken);
            if (KafkaDeniedException.Is(error.Code)) throw new KafkaDeniedException($"Kafka refuses records for topic '{records[from].Topic}': {error.Reason}");
            onWaiting($"it does not take records for topic '{records[from].Topic}': {error.Reason}");
            await backoff.WaitAsync(time, cancel).ConfigureAwait(false);
        }
    }

    private async Task<Error?> WaitAsync(Deliveries deliveries, LiveProducer used, string topic, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                await Task.WhenAny(deliveries.Done, used.Closed).WaitAsync(Patience, time, cancel).ConfigureAwait(false);
                return deliveries.Done.IsCompleted ? deliveries.Error : new Error(ErrorCode.Local_Fatal);
            }
            catch (TimeoutException)
            {
                onWaiting($"it has not acknowledged records for topic '{topic}'");
            }
        }
    }

    private LiveProducer Begin()
    {
        LiveProducer? one = null;
        var producer = new ProducerBuilder<byte[]?, byte[]>(settings)
            .SetErrorHandler((_, error) =>
            {
                if (error.IsFatal) Task.Run(() => Replace(one!));
                else onError(error);
            })
            .SetLogHandler((_, message) => log.FromClient(message.Name, message.Message))
            .Build();
        return one = new LiveProducer(producer);
    }

    /// <summary>A producer that has met a fatal error sends nothing any more; a new one begins afresh.</summary>
    private void Replace(LiveProducer broken)
    {
        lock (gate)
        {
            if (live != broken) return;
            live = Begin();
        }

        broken.Close();
    }
}
