using SignalDetect.EndToEnd.Tests.Processes;
using Xunit;

namespace SignalDetect.EndToEnd.Tests.Streaming;

[Collection(EndToEndCollection.Name)]
public sealed class SeveralProcessesTests(UndisturbedRun undisturbed) : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Run_ThreeProcessesOfWhichOneLeavesAndOneIsKilled_LeaveTheRowsOfOne()
    {
        var expected = await undisturbed.ResultAsync();
        await using var cluster = await Cluster.StartAsync(folder.Path);
        var (stopped, killed, last) = (cluster.Run(), cluster.Run(), cluster.Run());
        await Deadline.UntilAsync(() => new[] { stopped, killed, last }.All(Reads), () => $"Not all of them have partitions.\n{stopped}\n{killed}\n{last}");
        await using var produce = cluster.Produce(undisturbed.File, SignalFile.SpeedFor(TimeSpan.FromSeconds(12)));
        await ReachedAsync(cluster, .3, produce);
        stopped.Send(UnixSignal.Terminate);
        Assert.True(await stopped.ExitAsync() == 0, $"{stopped}");
        await ReachedAsync(cluster, .6, produce);
        await killed.KillAsync();
        Assert.True(await produce.ExitAsync() == 0, $"{produce}");
        await cluster.SettledAsync();

        RunResult.AssertSame(expected, RunResult.Of(cluster));
    }

    private static bool Reads(CommandProcess service) => service.Error.Contains("reading from offset", StringComparison.Ordinal);

    private static Task ReachedAsync(Cluster cluster, double share, CommandProcess produce) => Deadline.UntilAsync(
        () => cluster.Rows.Number($"SELECT COUNT(*) FROM Partitions WHERE Time >= '{SignalFile.Moment(share)}'") > 0, () => $"{share}\n{produce}\n{cluster.Service}");
}
