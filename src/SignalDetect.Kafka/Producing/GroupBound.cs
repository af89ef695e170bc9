using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using SignalDetect.Kafka.Clients;

namespace SignalDetect.Kafka.Producing;

/// <summary>Keeps a replay from running ahead of a consumer group: no partition gets more than so many bytes that the group has not committed yet.</summary>
internal sealed class GroupBound
{
    private const int RecordOverhead = 64;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(20);

    private readonly IConsumer<Ignore, Ignore> group;
    private readonly ProduceOptions options;
    private readonly ILogger log;
    private readonly TimeProvider time;
    private readonly LogPace pace;
    private readonly Ahead[] ahead;

    public GroupBound(IConsumer<Ignore, Ignore> group, ProduceOptions options, int partitions, ILogger log, TimeProvider time)
    {
        (this.group, this.options, this.log, this.time) = (group, options, log, time);
        pace = new LogPace(time);
        ahead = [.. Enumerable.Range(0, partitions).Select(_ => new Ahead())];
    }

    /// <summary>Waits until a record finds its place within the bound, and counts it.</summary>
    public ValueTask WaitAsync(in Outgoing record, CancellationToken cancel)
    {
        var length = record.Value.Length + (record.Key?.Length ?? 0) + RecordOverhead;
        return ahead[record.Partition.Value].TryAdd(length, options.MostAhead) ? ValueTask.CompletedTask : WaitAsync(record.Partition.Value, length, cancel);
    }

    /// <summary>The next record of a partition stands at this offset.</summary>
    public void Acknowledged(int partition, long offset) => ahead[partition].Acknowledged(offset);

    private async ValueTask WaitAsync(int partition, int length, CancellationToken cancel)
    {
        while (true)
        {
            await AskAsync().ConfigureAwait(false);
            if (ahead[partition].TryAdd(length, options.MostAhead)) return;
            if (pace.IsDue()) log.WaitingForGroup(options.Group!);
            await Task.Delay(Again, time, cancel).ConfigureAwait(false);
        }
    }

    private async Task AskAsync()
    {
        try
        {
            var partitions = Enumerable.Range(0, ahead.Length).Select(partition => new TopicPartition(options.Topic, partition));
            foreach (var committed in await Task.Run(() => group.Committed(partitions, Timeout)).ConfigureAwait(false))
                if (committed.Offset.Value >= 0) ahead[committed.Partition.Value].Committed(committed.Offset.Value);
        }
        catch (KafkaException failure) when (!KafkaDeniedException.Is(failure.Error.Code))
        {
            if (pace.IsDue()) log.WaitingForKafka(options.Bootstrap, failure.Error.Reason);
        }
    }

    /// <summary>What one partition has been sent and the group has not committed.</summary>
    private sealed class Ahead
    {
        private readonly Queue<int> onTheWay = new();
        private readonly Queue<(long Offset, int Length)> written = new();
        private long bytes;

        public bool TryAdd(int length, long most)
        {
            lock (onTheWay)
            {
                if (bytes > 0 && bytes + length > most) return false;
                bytes += length;
                onTheWay.Enqueue(length);
                return true;
            }
        }

        public void Acknowledged(long offset)
        {
            lock (onTheWay) written.Enqueue((offset, onTheWay.Dequeue()));
        }

        public void Committed(long next)
        {
            lock (onTheWay)
                while (written.TryPeek(out var first) && first.Offset < next)
                    bytes -= written.Dequeue().Length;
        }
    }
}
