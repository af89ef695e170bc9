using System.Text;
using Confluent.Kafka;
using SignalDetect.Testing;
using Xunit;

namespace SignalDetect.Kafka.Tests.Streaming;

public sealed class PublisherTests
{
    [Fact]
    public async Task Outbox_OfADisturbedRun_IsPublishedWholeAndInOrder()
    {
        await using var rig = new Rig(4);
        var commits = 0;
        rig.Store.OnCommit = _ => ++commits % 3 == 0 ? CommitFault.After : CommitFault.None;
        await rig.PlayAsync(Stories.Surge);
        rig.Start();
        await rig.CompleteAsync();
        await Eventually.IsTrueAsync(() => rig.Store.Waiting == 0, () => $"{rig.Store.Waiting} wait\n{rig.Log}");

        var detections = Published(rig, "detections");
        var incidents = Published(rig, "incidents");
        Assert.Equal(
            rig.Store.Look(book => book.Detections.Select(row => $$"""{{row.ServiceId}} {"detectionId":"{{row.DetectionId}}"}""").Order().ToArray()),
            detections.Distinct().Order());
        Assert.Equal(rig.Store.Look(book => book.Events.Select(row => row.Revision).Order().ToArray()), incidents.Select(Revision).Distinct().Order());
        Assert.Equal(incidents.Select(Revision).Order(), incidents.Select(Revision));
    }

    [Fact]
    public async Task Outbox_LeftByAnEarlierOwner_IsPublishedByTheNext()
    {
        await using var rig = new Rig(4);
        await rig.PlayAsync(Stories.Surge);
        rig.Store.KeepsOutbox = true;
        var first = rig.Start();
        await rig.CompleteAsync();
        await first.StopAsync();
        rig.Forget(first);
        Assert.NotEqual(0, rig.Store.Waiting);
        Assert.Equal(0, rig.End(0, "incidents") + rig.End(1, "incidents"));

        rig.Store.KeepsOutbox = false;
        rig.Start();
        await Eventually.IsTrueAsync(() => rig.Store.Waiting == 0, () => $"{rig.Store.Waiting} wait\n{rig.Log}");
        Assert.NotEqual(0, rig.End(0, "incidents") + rig.End(1, "incidents"));
    }

    private static List<string> Published(Rig rig, string topic) =>
        [.. Enumerable.Range(0, 2).SelectMany(partition => rig.Read(topic, partition)).Select(Text)];

    private static string Text(ConsumeResult<byte[]?, byte[]?> record) => $"{Encoding.UTF8.GetString(record.Message.Key!)} {Encoding.UTF8.GetString(record.Message.Value!)}";

    private static int Revision(string incident) => int.Parse(incident[(incident.LastIndexOf(':') + 1)..^1], System.Globalization.CultureInfo.InvariantCulture);
}
