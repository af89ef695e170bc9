using System.Text;
using Confluent.Kafka;
using Xunit;

namespace SignalDetect.Kafka.Tests;

public sealed class EmbeddedBrokerTests : IDisposable
{
    private readonly EmbeddedBroker broker = EmbeddedBroker.Start(new Dictionary<string, int> { ["signals"] = 16, ["signals.dead"] = 1 });

    public void Dispose() => broker.Dispose();

    [Fact]
    public void Start_TwoTopics_BothHaveTheirPartitions()
    {
        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = broker.Bootstrap }).Build();

        var partitions = admin.GetMetadata(Client.Patience).Topics.ToDictionary(topic => topic.Topic, topic => topic.Partitions.Count);

        Assert.Equal(16, partitions["signals"]);
        Assert.Equal(1, partitions["signals.dead"]);
    }

    [Theory]
    [InlineData("signals", 0)]
    [InlineData("not a topic's name", 1)]
    [InlineData("", 1)]
    public void Start_TopicThatCannotBe_Refused(string topic, int partitions) =>
        Assert.Throws<ArgumentException>(() => EmbeddedBroker.Start(new Dictionary<string, int> { [topic] = partitions }));

    [Fact]
    public async Task Produce_TimestampHeadersAndKey_ComeBackAsSent()
    {
        var at = new DateTime(2019, 1, 2, 3, 4, 5, 678, DateTimeKind.Utc);
        using var producer = Client.Producer(broker);
        await producer.ProduceAsync(new TopicPartition("signals", 11), new()
        {
            Key = "tiktok"u8.ToArray(),
            Value = "{}"u8.ToArray(),
            Timestamp = new Timestamp(at),
            Headers = new Headers { { "origin", "3/14/1"u8.ToArray() }, { "empty", [] } },
        });

        var message = Assert.Single(Client.Read(broker, "signals", 11, 1)).Message;

        Assert.Equal(TimestampType.CreateTime, message.Timestamp.Type);
        Assert.Equal(at, message.Timestamp.UtcDateTime);
        Assert.Equal("tiktok", Encoding.UTF8.GetString(message.Key!));
        Assert.Equal("{}", Encoding.UTF8.GetString(message.Value!));
        Assert.Equal(["origin=3/14/1", "empty="], message.Headers.Select(header => $"{header.Key}={Encoding.UTF8.GetString(header.GetValueBytes())}"));
    }

    [Fact]
    public async Task Produce_NullAndEmptyKeysAndValues_StayApart()
    {
        using var producer = Client.Producer(broker);
        await producer.ProduceAsync(new TopicPartition("signals", 0), new() { Key = null, Value = [] });
        await producer.ProduceAsync(new TopicPartition("signals", 0), new() { Key = [], Value = null });

        var messages = Client.Read(broker, "signals", 0, 2).ConvertAll(record => record.Message);

        Assert.Null(messages[0].Key);
        Assert.Empty(messages[0].Value!);
        Assert.Empty(messages[1].Key!);
        Assert.Null(messages[1].Value);
    }

    [Fact]
    public void Group_TwoMembers_SplitThePartitions()
    {
        using var first = Client.Consumer(broker, "pair");
        using var second = Client.Consumer(broker, "pair");
        first.Subscribe("signals");
        second.Subscribe("signals");

        Poll(() => first.Assignment.Count == 8 && second.Assignment.Count == 8, first, second);

        Assert.Equal(Enumerable.Range(0, 16), first.Assignment.Concat(second.Assignment).Select(partition => partition.Partition.Value).Order());
    }

    [Fact]
    public void Commit_ReadByAnotherClient_Found()
    {
        using var member = Client.Consumer(broker, "committed");
        member.Subscribe("signals");
        Poll(() => member.Assignment.Count == 16, member);
        member.Commit([new TopicPartitionOffset("signals", 5, 42)]);

        using var other = Client.Consumer(broker, "committed");
        var committed = other.Committed([new TopicPartition("signals", 5), new TopicPartition("signals", 6)], Client.Patience);

        Assert.Equal([new Offset(42), Offset.Unset], committed.Select(entry => entry.Offset));
    }

    [Fact]
    public async Task Watermarks_AfterThreeRecords_AreTheirEnds()
    {
        using var producer = Client.Producer(broker);
        for (var i = 0; i < 3; i++)
        {
            await producer.ProduceAsync(new TopicPartition("signals", 2), new() { Value = [1] });
        }

        using var consumer = Client.Consumer(broker);
        var ends = consumer.QueryWatermarkOffsets(new TopicPartition("signals", 2), Client.Patience);

        Assert.Equal((0, 3), (ends.Low.Value, ends.High.Value));
    }

    [Fact]
    public void Dispose_ThenUsed_RefusesAndIsNotReached()
    {
        broker.Dispose();
        broker.Dispose();

        Assert.Throws<ObjectDisposedException>(() => broker.BrokerDown(1));
        using var consumer = Client.Consumer(broker);
        var error = Assert.Throws<KafkaException>(() => consumer.QueryWatermarkOffsets(new TopicPartition("signals", 0), TimeSpan.FromMilliseconds(500)));
        Assert.Contains(error.Error.Code, new[] { ErrorCode.Local_Transport, ErrorCode.Local_AllBrokersDown, ErrorCode.Local_TimedOut });
    }

    private static void Poll(Func<bool> reached, params IConsumer<byte[]?, byte[]?>[] consumers)
    {
        using var patience = new CancellationTokenSource(Client.Patience);
        while (!reached())
        {
            patience.Token.ThrowIfCancellationRequested();
            foreach (var consumer in consumers)
            {
                consumer.Consume(TimeSpan.FromMilliseconds(20));
            }
        }
    }
}
