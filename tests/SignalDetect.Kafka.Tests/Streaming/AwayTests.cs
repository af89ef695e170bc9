using Confluent.Kafka;
using SignalDetect.Core.Pipeline;
using SignalDetect.Kafka.Clients;
using SignalDetect.Testing;
using Xunit;

namespace SignalDetect.Kafka.Tests.Streaming;

public sealed class AwayTests
{
    [Fact]
    public async Task Broker_AwayForAWhile_IsWaitedForAndNothingIsLostOrDoubled()
    {
        await using var rig = new Rig(4);
        var steps = Replays.Steps(Rig.Setup, Stories.Surge);
        await rig.PlayAsync(steps.Take(steps.Count / 2));
        rig.Start();
        await rig.CompleteAsync();

        rig.Broker.BrokerDown(1);
        await Eventually.IsTrueAsync(() => rig.Log.Count("Waiting for Kafka") > 0, () => $"{rig.Log}");
        rig.Broker.BrokerUp(1);
        await rig.PlayAsync(steps.Skip(steps.Count / 2));
        await rig.CompleteAsync();
        SameRows.As(Stories.Rows(Stories.Surge), rig);
        Assert.Equal(1, rig.Log.Count("Waiting for Kafka"));
    }

    [Fact]
    public async Task Broker_AwayFromTheStart_IsWaitedForWithALineEveryTenSeconds()
    {
        var time = new FakeTime(DateTimeOffset.UnixEpoch.AddYears(60));
        await using var rig = new Rig(2) { Time = time };
        rig.Broker.BrokerDown(1);
        rig.Start();
        var begun = time.GetUtcNow();
        await Eventually.IsTrueAsync(() => Lines() == 4, () => $"{rig.Log}", () => time.Advance(TimeSpan.FromMilliseconds(50)));
        Assert.InRange(time.GetUtcNow() - begun, TimeSpan.FromSeconds(30), TimeSpan.MaxValue);
        rig.Broker.BrokerUp(1);
        await rig.PlayAsync(Stories.Surge.Take(200));
        await rig.CompleteAsync(() => time.Advance(TimeSpan.FromMilliseconds(50)));
        Assert.Equal(200, rig.Store.Look(book => book.Totals.Sent));

        int Lines() => rig.Log.Count("Waiting for Kafka");
    }

    [Fact]
    public async Task Start_AnotherPartitionCountThanStored_EndsWithThat()
    {
        await using var rig = new Rig(4);
        await rig.Store.TakeAsync(new PartitionKey("test", "signals", 0), 3, CancellationToken.None);
        var service = rig.Start();
        await Task.WhenAny(service.Running);
        Assert.IsType<PartitionCountException>(service.Failure);
        rig.Forget(service);
    }

    [Fact]
    public async Task Start_TheGroupIsRefused_EndsWithThat()
    {
        await using var rig = new Rig(2);
        rig.Broker.PushErrors(BrokerRequest.JoinGroup, ErrorCode.GroupAuthorizationFailed);
        await RefusedAsync(rig);
    }

    [Fact]
    public async Task Run_ItsDeadLettersAreRefused_EndsWithThat()
    {
        await using var rig = new Rig(1);
        rig.Write(0, SignalStory.Monday, "no json"u8.ToArray());
        await rig.FlushAsync();
        rig.Broker.PushErrors(BrokerRequest.Produce, ErrorCode.TopicAuthorizationFailed);
        await RefusedAsync(rig);
        Assert.Equal(0, rig.Store.Offset(0));
    }

    private static async Task RefusedAsync(Rig rig)
    {
        var service = rig.Start();
        await Task.WhenAny(service.Running);
        Assert.IsType<KafkaDeniedException>(service.Failure);
        rig.Forget(service);
    }
}
