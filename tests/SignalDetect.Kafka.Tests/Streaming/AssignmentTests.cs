using System.Collections.Concurrent;
using Confluent.Kafka;
using SignalDetect.Testing;
using Xunit;

namespace SignalDetect.Kafka.Tests.Streaming;

public sealed class AssignmentTests
{
    [Fact]
    public async Task Group_OneOfTwoServicesStops_TheOtherGoesOnAndTheRowsAreThoseOfOne()
    {
        await using var rig = new Rig(8);
        var steps = Replays.Steps(Rig.Setup, Stories.Surge);
        ConcurrentDictionary<int, bool> first = [], second = [];
        await rig.PlayAsync(steps.Take(steps.Count / 3));
        var leaving = rig.Start((partition, _) => first[partition] = true);
        await rig.CompleteAsync();
        rig.Start((partition, _) => second[partition] = true);
        await Eventually.IsTrueAsync(() => Enumerable.Range(0, 8).Count(partition => rig.Store.Epoch(partition) >= 2) == 8, () => $"{rig.Log}");
        await rig.PlayAsync(steps.Skip(steps.Count / 3).Take(steps.Count / 3));
        await rig.CompleteAsync();
        Assert.Equal(4, second.Count);

        await leaving.StopAsync();
        await rig.PlayAsync(steps.Skip(steps.Count / 3 * 2));
        await rig.CompleteAsync();

        Assert.Equal(8, first.Count);
        Assert.Equal(8, second.Count);
        SameRows.As(Stories.Rows(Stories.Surge), rig);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Group_AServiceCommits_TheGroupsOffsetsFollow(bool refusedAtFirst)
    {
        await using var rig = new Rig(2);
        if (refusedAtFirst) rig.Broker.PushErrors(BrokerRequest.OffsetCommit, ErrorCode.RebalanceInProgress, ErrorCode.RebalanceInProgress);
        await rig.PlayAsync(Stories.Surge.Take(500));
        var first = rig.Start();
        await rig.CompleteAsync();
        await FollowsAsync("group");
        await first.StopAsync();
        rig.Forget(first);

        // A group that finds everything done says so too: a producer may be waiting for it.
        rig.Start(group: "other");
        await FollowsAsync("other");

        Task FollowsAsync(string group) => Eventually.IsTrueAsync(
            () => Enumerable.Range(0, 2).All(partition => rig.Committed(partition, group) == rig.Store.Offset(partition)),
            () => $"{rig.Committed(0, group)} {rig.Committed(1, group)}");
    }

    [Fact]
    public async Task Fence_AnotherOwnerTakesAPartition_NothingMoreIsCommittedUntilItIsTakenAgain()
    {
        var time = new FakeTime(DateTimeOffset.UnixEpoch.AddYears(70));
        await using var rig = new Rig(4) { Time = time };
        var steps = Replays.Steps(Rig.Setup, Stories.Surge);
        await rig.PlayAsync(steps.Take(steps.Count / 2));
        rig.Start();
        await rig.CompleteAsync(Tick);

        var other = await rig.Store.TakeAsync(rig.Store.Commits[^1].Key with { Partition = 2 }, 4, CancellationToken.None);
        await rig.PlayAsync(steps.Skip(steps.Count / 2));
        await Eventually.IsTrueAsync(() => rig.Log.Count("Partition 2: another owner has taken it") == 1, () => $"{rig.Log}", Tick);
        Assert.Equal(other.Offset, rig.Store.Offset(2));
        Assert.Equal(other.Epoch, rig.Store.Epoch(2));

        time.Advance(TimeSpan.FromSeconds(10));
        await rig.CompleteAsync(Tick);
        SameRows.As(Stories.Rows(Stories.Surge), rig);

        void Tick() => time.Advance(TimeSpan.FromMilliseconds(10));
    }
}
