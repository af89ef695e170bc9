using System.Globalization;
using System.Text;
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
        using var sender = new Sender(broker.Bootstrap, settings, NullLogger.Instance, TimeProvider.System, _ => { });
        var values = Enumerable.Range(0, 2_000).Select(number => number.ToString(CultureInfo.InvariantCulture)).ToArray();
        using var patience = new CancellationTokenSource(Client.Patience);

        var offsets = await sender.SendAsync([.. values.Select(value => new Outgoing("t", 0, null, Encoding.ASCII.GetBytes(value)))], patience.Token);

        Assert.Equal(Enumerable.Range(0, 2_000).Select(offset => (long)offset), offsets);
        Assert.Equal(values, Client.Read(broker, "t", 0, 2_000).Select(record => Encoding.ASCII.GetString(record.Message.Value!)));
    }
}
