using SignalDetect.EndToEnd.Tests.Processes;
using Xunit;
using Xunit.Abstractions;

namespace SignalDetect.EndToEnd.Tests.Streaming;

[Collection(EndToEndCollection.Name)]
public sealed class KilledTests(UndisturbedRun undisturbed, ITestOutputHelper log) : IDisposable
{
    private const int Seed = 4711;

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Run_KilledAtRandomPlacesAndStartedAgain_LeavesTheRowsOfAnUndisturbedRun()
    {
        var expected = await undisturbed.ResultAsync();
        var kills = Extent.Of(3, 20);
        var random = new Random(Seed);
        log.WriteLine($"seed {Seed}, {kills} times");
        await using var cluster = await Cluster.StartAsync(folder.Path);
        cluster.Run();
        await using var produce = cluster.Produce(undisturbed.File, SignalFile.SpeedFor(Extent.Of(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(160))));
        var before = 0L;
        for (var kill = 0; kill < kills; kill++)
        {
            // One place in each stretch of the way, once the service has committed something since it was started, and there some moment, in whatever it is then doing.
            var place = SignalFile.Moment((kill + random.NextDouble()) / (kills + 1));
            var moment = random.Next(100);
            await Deadline.UntilAsync(
                () => cluster.Service.HasExited || cluster.Rows.Number($"SELECT COUNT(*) FROM Partitions WHERE Time >= '{place}'") > 0 && Offsets(cluster) > before,
                () => $"{place}\n{produce}\n{cluster.Service}");
            await Task.Delay(moment);
            Assert.False(cluster.Service.HasExited, $"{cluster.Service}");
            await cluster.Service.KillAsync();
            before = Offsets(cluster);
            var reached = cluster.Rows.Totals().Sent;
            log.WriteLine($"killed {moment} ms after {place}, at {reached} of {expected.Totals.Sent}");
            Assert.True(reached < expected.Totals.Sent, "It was killed after its work.");
            cluster.Run();
        }

        Assert.True(await produce.ExitAsync() == 0, $"{produce}");
        await cluster.SettledAsync();

        RunResult.AssertSame(expected, RunResult.Of(cluster));
    }

    private static long Offsets(Cluster cluster) => cluster.Rows.Number("SELECT SUM(LogOffset) FROM Partitions");
}
