using Confluent.Kafka;

namespace SignalDetect.Kafka.Clients;

/// <summary>A producer for as long as it lives: once it is closed, what it has not reported it never will.</summary>
internal sealed class LiveProducer(IProducer<byte[]?, byte[]> producer)
{
    private static readonly TimeSpan LastChance = TimeSpan.FromMilliseconds(500);

    private readonly TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when it sends nothing more and says nothing more.</summary>
    public Task Closed => closed.Task;

    /// <summary>Gives the client a record.</summary>
    /// <returns>Why it did not take it; null where it did.</returns>
    public Error? Produce(in Outgoing record, int index, Deliveries deliveries)
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
        catch (ObjectDisposedException)
        {
            return new Error(ErrorCode.Local_Fatal);
        }
    }

    /// <summary>Closes it, with a last chance for what is on its way.</summary>
    public void Close()
    {
        producer.Flush(LastChance);
        producer.Dispose();
        closed.TrySetResult();
    }
}
