using SignalDetect.Testing;
using Xunit;

namespace SignalDetect.Kafka.Tests.Streaming;

public sealed class CrashTests
{
    private static readonly string Expected = Stories.Rows(Stories.Surge);

    [Fact]
    public async Task Commit_FailsForAWhileNowAndThen_RowsAreThoseOfAnUndisturbedRun()
    {
        await using var rig = new Rig(8);
        var commits = 0;
        rig.Store.OnCommit = _ => (++commits % 6) switch
        {
            2 => CommitFault.Before,
            5 => CommitFault.After,
            _ => CommitFault.None,
        };
        await rig.PlayAsync(Stories.Surge);
        rig.Start();
        await rig.CompleteAsync();
        Assert.True(commits >= 8, $"{commits}");
        SameRows.As(Expected, rig);
        Assert.Equal(1, rig.Log.Count("Waiting for the database"));
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
}
