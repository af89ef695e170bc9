using Confluent.Kafka;
using SignalDetect.Kafka.Clients;

namespace SignalDetect.Kafka.Streaming;

/// <summary>Asks what a partition's log holds, and waits for the answer.</summary>
internal sealed class LogEnds(IConsumer<Ignore, byte[]?> consumer, string topic, ClusterWatch watch, TimeProvider time)
{
    /// <summary>The first offset held, and the one after the last.</summary>
    public async Task<(long First, long End)> OfAsync(int partition, CancellationToken cancel)
    {
        var backoff = new Backoff();
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            try
            {
                var ends = await Topics.EndsAsync(consumer, new TopicPartition(topic, partition)).ConfigureAwait(false);
                return (ends.Low.Value, ends.High.Value);
            }
            catch (KafkaException failure) when (!KafkaDeniedException.Is(failure.Error.Code))
            {
                watch.Waits(failure.Error.Reason);
            }

            await backoff.WaitAsync(time, cancel).ConfigureAwait(false);
        }
    }
}
