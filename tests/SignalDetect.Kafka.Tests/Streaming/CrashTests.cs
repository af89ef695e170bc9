using SignalDetect.Core.Pipeline;
using SignalDetect.Testing;
using Xunit;
using Xunit.Abstractions;

namespace SignalDetect.Kafka.Tests.Streaming;

public sealed class CrashTests(ITestOutputHelper log)
{
    private static readonly string Expected = Stories.Rows(Stories.Surge);

    [Theory]
    [InlineData(CommitFault.Before)]
    [InlineData(CommitFault.After)]
    public async Task Commit_FailsForAWhileNowAndThen_RowsAreThoseOfAnUndisturbedRun(CommitFault fault)
    {
        await using var rig = new Rig(8);
        var commits = 0;
        rig.Store.OnCommit = _ => ++commits % 4 == 0 ? fault : CommitFault.None;
        await rig.PlayAsync(Stories.Surge);
        rig.Start();
        await rig.CompleteAsync();
        Assert.True(commits >= 8, $"{commits}");
        SameRows.As(Expected, rig);
        Assert.Equal(1, rig.Log.Count("Waiting for the database"));
    }

    [Fact]
    public async Task Service_DiesBetweenSendingAndCommitting_RowsAreThoseOfAnUndisturbedRun()
    {
        await using var rig = new Rig(8);
        var steps = Replays.Steps(Rig.Setup, Stories.Surge);
        var random = new Random(11);
        log.WriteLine("seed 11");
        for (var crash = 0; crash < 3; crash++)
        {
            await rig.PlayAsync(steps.Skip(steps.Count * crash / 4).Take(steps.Count * (crash + 1) / 4 - steps.Count * crash / 4));
            var left = random.Next(2, 10);
            rig.Store.OnCommit = _ => left-- <= 0 ? CommitFault.Fatal : CommitFault.None;
            await using var service = rig.Start();
            await Task.WhenAny(service.Running);
            Assert.Equal(StoreFailure.Fatal, Assert.IsType<OrderedFault>(service.Failure).Failure);
            rig.Forget(service);
        }

        rig.Store.OnCommit = _ => CommitFault.None;
        await rig.PlayAsync(steps.Skip(steps.Count * 3 / 4));
        rig.Start();
        await rig.CompleteAsync();
        SameRows.As(Expected, rig);
        Assert.NotEqual(0, rig.Repeats());
    }

    [Fact]
    public async Task Service_StopsAndStartsAgain_GoesOnFromItsSnapshotsAndTheRowsAreTheSame()
    {
        await using var rig = new Rig(8);
        var steps = Replays.Steps(Rig.Setup, Stories.Surge);
        for (var part = 0; part < 3; part++)
        {
            await rig.PlayAsync(steps.Skip(steps.Count * part / 3).Take(steps.Count * (part + 1) / 3 - steps.Count * part / 3));
            var service = rig.Start();
            await rig.CompleteAsync();
            if (part == 2) break;
            Assert.InRange(await service.StopAsync(), TimeSpan.Zero, TimeSpan.FromSeconds(5));
            rig.Forget(service);
            Assert.All(Enumerable.Range(0, 8), partition => Assert.NotNull(rig.Store.Commits.Last(commit => commit.Key.Partition == partition).Snapshot));
        }

        SameRows.As(Expected, rig);
        Assert.All(Enumerable.Range(0, 8), partition => Assert.Equal(3, rig.Log.Lines.Count(line => Continues(line.Text, partition))));
    }

    [Fact]
    public async Task Database_AwayForAWhile_IsWaitedForWithOneLine()
    {
        await using var rig = new Rig(4);
        await rig.PlayAsync(Stories.Surge.Take(300));
        rig.Start();
        await rig.CompleteAsync();
        rig.Store.IsAway = true;
        await rig.PlayAsync(Stories.Surge.Skip(300));
        await Eventually.IsTrueAsync(() => rig.Log.Count("Waiting for the database") > 0, () => $"{rig.Log}");
        rig.Store.IsAway = false;
        await rig.CompleteAsync();
        Assert.Equal(1, rig.Log.Count("Waiting for the database"));
        Assert.Equal(Stories.Surge.Count, rig.Store.Look(book => book.Totals.Sent));
    }

    /// <summary>It reads on where outcomes begin: nothing is read again.</summary>
    private static bool Continues(string line, int partition)
    {
        var words = line.Split(' ');
        return line.StartsWith($"Partition {partition}: reading", StringComparison.Ordinal) && words[5].TrimEnd(',') == words[^1];
    }
}
