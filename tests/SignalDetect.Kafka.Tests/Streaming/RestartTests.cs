using SignalDetect.Core.Pipeline;
using SignalDetect.Testing;
using Xunit;
using Xunit.Abstractions;

namespace SignalDetect.Kafka.Tests.Streaming;

public sealed class RestartTests(ITestOutputHelper log)
{
    private static readonly string Expected = Stories.Rows(Stories.Surge);

    [Fact]
    public async Task Service_DiesBetweenSendingAndCommitting_RowsAreThoseOfAnUndisturbedRun()
    {
        await using var rig = new Rig(8);
        var steps = Replays.Steps(Rig.Setup, Stories.Surge);
        var random = new Random(11);
        log.WriteLine("seed 11");
        for (var crash = 0; crash < 2; crash++)
        {
            await rig.PlayAsync(steps.Skip(steps.Count * crash / 3).Take(steps.Count * (crash + 1) / 3 - steps.Count * crash / 3));
            var left = random.Next(2, 10);
            rig.Store.OnCommit = _ => left-- <= 0 ? CommitFault.Fatal : CommitFault.None;
            await using var service = rig.Start();
            await Task.WhenAny(service.Running);
            Assert.Equal(StoreFailure.Fatal, Assert.IsType<OrderedFault>(service.Failure).Failure);
            rig.Forget(service);
        }

        rig.Store.OnCommit = _ => CommitFault.None;
        await rig.PlayAsync(steps.Skip(steps.Count * 2 / 3));
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

    /// <summary>It reads on where outcomes begin: nothing is read again.</summary>
    private static bool Continues(string line, int partition)
    {
        var words = line.Split(' ');
        return line.StartsWith($"Partition {partition}: reading", StringComparison.Ordinal) && words[5].TrimEnd(',') == words[^1];
    }
}
