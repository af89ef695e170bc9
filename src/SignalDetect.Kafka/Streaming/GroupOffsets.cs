using System.Collections.Concurrent;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace SignalDetect.Kafka.Streaming;

/// <summary>
/// Commits the group's offsets: a courtesy to those who watch the group or wait for it, which nothing here reads back. What the cluster refuses for now is
/// tried again, since there may be no later offset to follow it.
/// </summary>
internal sealed class GroupOffsets(string topic, ILogger log)
{
    private readonly ConcurrentDictionary<int, long> reached = new();
    private readonly ConcurrentDictionary<int, bool> held = new();
    private Task running = Task.CompletedTask;

    /// <summary>The partition is this service's.</summary>
    public void Hold(int partition) => held[partition] = true;

    /// <summary>The partition is this service's no more.</summary>
    public void Forget(int partition)
    {
        held.TryRemove(partition, out _);
        reached.TryRemove(partition, out _);
    }

    /// <summary>Everything before <paramref name="offset"/> has had its outcome.</summary>
    public void Reached(int partition, long offset) => reached[partition] = offset;

    /// <summary>Begins to commit what was reached, unless that is still going on. For the polling thread.</summary>
    public void Tend(IConsumer<Ignore, byte[]?> consumer)
    {
        if (reached.IsEmpty || !running.IsCompleted) return;
        running = Task.Run(() => Commit(consumer));
    }

    /// <summary>Commits what was reached and waits for it, but not for long. For the polling thread.</summary>
    public void Finish(IConsumer<Ignore, byte[]?> consumer, TimeSpan limit) => Task.WaitAll([running.ContinueWith(_ => Commit(consumer), TaskScheduler.Default)], limit);

    private void Commit(IConsumer<Ignore, byte[]?> consumer)
    {
        var offsets = reached.Keys.Order().Select(Take).OfType<TopicPartitionOffset>().ToList();
        if (offsets.Count == 0) return;
        try
        {
            consumer.Commit(offsets);
        }
        catch (KafkaException refused)
        {
            log.OffsetsNotCommitted(refused.Error.Reason);
            foreach (var offset in offsets)
                if (held.ContainsKey(offset.Partition.Value)) reached.TryAdd(offset.Partition.Value, offset.Offset.Value);
        }
        catch (ObjectDisposedException)
        {
            log.OffsetsNotCommitted("the consumer is closed");
        }
    }

    private TopicPartitionOffset? Take(int partition) => reached.TryRemove(partition, out var offset) ? new TopicPartitionOffset(topic, partition, offset) : null;
}
