using Confluent.Kafka;
using Xunit;

namespace SignalDetect.Kafka.Tests;

public sealed class EmbeddedBrokerFaultTests
{
    private static readonly TimeSpan Impatience = TimeSpan.FromMilliseconds(400);
    private static readonly TopicPartition Partition = new("signals", 0);

    [Fact]
    public async Task BrokerDown_ThenUp_RefusesThenDeliversWithWhatItHeld()
    {
        using var broker = Start(1);
        using var producer = Client.Producer(broker, settings => (settings.MessageTimeoutMs, settings.ReconnectBackoffMs, settings.ReconnectBackoffMaxMs) = (2000, 20, 50));
        await producer.ProduceAsync(Partition, new() { Value = [1] });

        broker.BrokerDown(1);
        var lost = await Assert.ThrowsAsync<ProduceException<byte[]?, byte[]?>>(() => producer.ProduceAsync(Partition, new() { Value = [2] }));
        broker.BrokerUp(1);
        using var patient = Client.Producer(broker);
        await patient.ProduceAsync(Partition, new() { Value = [3] });

        Assert.Equal(ErrorCode.Local_MsgTimedOut, lost.Error.Code);
        Assert.Equal([1, 3], Client.Read(broker, "signals", 0, 2).Select(record => record.Message.Value![0]));
    }

    [Fact]
    public async Task PushErrors_TwoRefusals_ThenAccepts()
    {
        using var broker = Start(1);
        using var producer = Client.Producer(broker);

        broker.PushErrors(BrokerRequest.Produce, ErrorCode.PolicyViolation, ErrorCode.MsgSizeTooLarge);

        Assert.Equal(ErrorCode.PolicyViolation, await Refusal(producer));
        Assert.Equal(ErrorCode.MsgSizeTooLarge, await Refusal(producer));
        Assert.Equal(0, (await producer.ProduceAsync(Partition, new() { Value = [1] })).Offset.Value);
    }

    [Fact]
    public async Task RoundTripTime_LongerThanTheClientWaits_TimesOut()
    {
        using var broker = Start(1);
        using var producer = Client.Producer(broker, settings => settings.MessageTimeoutMs = 2000);
        await producer.ProduceAsync(Partition, new() { Value = [1] });

        broker.SetRoundTripTime(1, TimeSpan.FromSeconds(10));
        var late = await Assert.ThrowsAsync<ProduceException<byte[]?, byte[]?>>(() => producer.ProduceAsync(Partition, new() { Value = [2] }));
        broker.SetRoundTripTime(1, TimeSpan.Zero);
        using var patient = Client.Producer(broker);

        Assert.Equal(ErrorCode.Local_MsgTimedOut, late.Error.Code);
        Assert.Equal(PersistenceStatus.Persisted, (await patient.ProduceAsync(Partition, new() { Value = [3] })).Status);
    }

    [Fact]
    public void MoveCoordinator_AwayFromABrokerThatIsDown_GroupAnswersAgain()
    {
        using var broker = Start(2);
        broker.MoveCoordinator("moved", 1);
        broker.BrokerDown(1);
        using var before = Client.Consumer(broker, "moved");
        Assert.ThrowsAny<KafkaException>(() => before.Committed([Partition], Impatience));

        broker.MoveCoordinator("moved", 2);

        using var after = Client.Consumer(broker, "moved");
        Assert.Equal(Offset.Unset, Assert.Single(after.Committed([Partition], Client.Patience)).Offset);
    }

    /// <summary>A partition keeps its newest 5 MB, so that a reader who comes too late is told of the gap.</summary>
    [Fact]
    public void Retention_BeyondFiveMegabytes_OldestGoesAndTheGapIsReported()
    {
        using var broker = Start(1);
        using (var producer = Client.Producer(broker))
        {
            for (var i = 0; i < 100; i++)
            {
                producer.Produce(Partition, new() { Value = new byte[100_000] });
            }

            producer.Flush(Client.Patience);
        }

        using var consumer = Client.Consumer(broker, change: settings => settings.AutoOffsetReset = AutoOffsetReset.Error);
        consumer.Assign(new TopicPartitionOffset(Partition, 0));
        var gap = Assert.Throws<ConsumeException>(() => consumer.Consume(Client.Patience));
        var ends = consumer.QueryWatermarkOffsets(Partition, Client.Patience);

        Assert.Equal(ErrorCode.Local_AutoOffsetReset, gap.Error.Code);
        Assert.Equal(100, ends.High.Value);
        // What goes, goes by producer batches of up to 1 MB.
        Assert.InRange(ends.Low.Value, 40, 60);
    }

    private static EmbeddedBroker Start(int brokers) => EmbeddedBroker.Start(new Dictionary<string, int> { ["signals"] = 1 }, brokers);

    private static async Task<ErrorCode> Refusal(IProducer<byte[]?, byte[]?> producer) =>
        (await Assert.ThrowsAsync<ProduceException<byte[]?, byte[]?>>(() => producer.ProduceAsync(Partition, new() { Value = [1] }))).Error.Code;
}
