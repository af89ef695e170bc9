using System.Globalization;
using System.Text;
using Confluent.Kafka;
using Microsoft.Extensions.Logging.Abstractions;
using SignalDetect.Kafka.Clients;
using Xunit;

namespace SignalDetect.Kafka.Tests;

public sealed class SenderTests
{
    [Fact]
    public async Task Send_MoreThanTheClientsQueueHolds_KeepsTheOrderAndDoublesNothing()
    {
        using var broker = EmbeddedBroker.Start(new Dictionary<string, int> { ["t"] = 1 });
        var settings = new Dictionary<string, string> { ["queue.buffering.max.messages"] = "100" };
        using var sender = new Sender(broker.Bootstrap, settings, NullLogger.Instance, TimeProvider.System, _ => { }, _ => { });
        var values = Enumerable.Range(0, 2_000).Select(number => number.ToString(CultureInfo.InvariantCulture)).ToArray();
        using var patience = new CancellationTokenSource(Client.Patience);

        var offsets = await sender.SendAsync([.. values.Select(value => new Outgoing("t", 0, null, Encoding.ASCII.GetBytes(value)))], patience.Token);

        Assert.Equal(Enumerable.Range(0, 2_000).Select(offset => (long)offset), offsets);
        Assert.Equal(values, Client.Read(broker, "t", 0, 2_000).Select(record => Encoding.ASCII.GetString(record.Message.Value!)));
    }

    [Fact]
    public async Task Send_ARecordIsRefusedForGood_NothingOvertakesIt()
    {
        using var broker = EmbeddedBroker.Start(new Dictionary<string, int> { ["t"] = 1 });
        var settings = new Dictionary<string, string> { ["batch.num.messages"] = "1", ["max.in.flight"] = "1" };
        using var sender = new Sender(broker.Bootstrap, settings, NullLogger.Instance, TimeProvider.System, _ => { }, _ => { });
        using var patience = new CancellationTokenSource(Client.Patience);
        broker.PushErrors(BrokerRequest.Produce, ErrorCode.NoError, ErrorCode.NoError, ErrorCode.NoError, ErrorCode.InvalidRecord);

        await sender.SendAsync([.. Enumerable.Range(0, 10).Select(number => new Outgoing("t", 0, null, [(byte)number]))], patience.Token);

        using var consumer = Client.Consumer(broker);
        var end = consumer.QueryWatermarkOffsets(new TopicPartition("t", 0), Client.Patience).High.Value;
        var values = Client.Read(broker, "t", 0, (int)end).ConvertAll(record => record.Message.Value![0]);
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], values[^10..]);
        // What is on its way already a broker refuses, since its place in the producer's sequence is not next; the embedded one does not look at that.
        Assert.Equal([0, 1, 2], values[..3]);
        Assert.DoesNotContain((byte)3, values[3..^10]);
    }
}
