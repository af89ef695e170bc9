using SignalDetect.Testing;
using Xunit;

namespace SignalDetect.Kafka.Tests.Streaming;

public sealed class StopTests
{
    [Fact]
    public async Task Stop_WithTheDatabaseAway_TakesLessThanFiveSecondsAndLosesNothing()
    {
        await using var rig = new Rig(4);
        var steps = Replays.Steps(Rig.Setup, Stories.Surge);
        await rig.PlayAsync(steps.Take(steps.Count / 2));
        var first = rig.Start();
        await rig.CompleteAsync();
        rig.Store.IsAway = true;
        await rig.PlayAsync(steps.Skip(steps.Count / 2));
        await Eventually.IsTrueAsync(() => rig.Log.Count("Waiting for the database") > 0, () => $"{rig.Log}");
        Assert.InRange(await first.StopAsync(), TimeSpan.Zero, TimeSpan.FromSeconds(5));
        rig.Forget(first);

        rig.Store.IsAway = false;
        rig.Start();
        await rig.CompleteAsync();
        SameRows.As(Stories.Rows(Stories.Surge), rig);
    }

    [Fact]
    public async Task Stop_WithTheBrokerAway_TakesLessThanFiveSeconds()
    {
        await using var rig = new Rig(4);
        await rig.PlayAsync(Stories.Surge.Take(500));
        var service = rig.Start();
        await rig.CompleteAsync();
        rig.Broker.BrokerDown(1);
        await Eventually.IsTrueAsync(() => rig.Log.Count("Waiting for Kafka") > 0, () => $"{rig.Log}");
        Assert.InRange(await service.StopAsync(), TimeSpan.Zero, TimeSpan.FromSeconds(5));
        rig.Forget(service);
        rig.Broker.BrokerUp(1);
    }
}
