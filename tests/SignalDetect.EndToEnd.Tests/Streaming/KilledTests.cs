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
        await using var produce = cluster.Produce(undisturbed.File, SignalFile.SpeedFor(Extent.Of(TimeSpan.FromSeconds(16), TimeSpan.FromSeconds(220))));
        var killed = 0;
        for (var before = 0L; killed < kills; before = Offsets(cluster))
        {
            // One place in each stretch of the way, once the service has committed something since it was started, and there some moment, in whatever it is then doing.
            var place = SignalFile.Moment((killed + random.NextDouble()) / (kills + 1));
            var moment = random.Next(100);
            await Deadline.UntilAsync(
                () => cluster.Service.HasExited || IsThrough() || cluster.Rows.Number($"SELECT COUNT(*) FROM Partitions WHERE Time >= '{place}'") > 0 && Offsets(cluster) > before,
                () => $"{place}\n{produce}\n{cluster.Service}");
            if (IsThrough()) break;
            await Task.Delay(moment);
            Assert.False(cluster.Service.HasExited, $"{cluster.Service}");
            await cluster.Service.KillAsync();
            log.WriteLine($"killed {moment} ms after {place}, at {cluster.Rows.Totals().Sent} of {expected.Totals.Sent}");
            cluster.Run();
            killed++;
        }

        // The sample's file may be through before its last kill, on a machine so busy that starting takes long; the whole test asks for all of them.
        Assert.True(killed >= Extent.Of(kills / 2 + 1, kills), $"It was killed {killed} times.");
        Assert.True(await produce.ExitAsync() == 0, $"{produce}");
        await cluster.SettledAsync();

        RunResult.AssertSame(expected, RunResult.Of(cluster));

        bool IsThrough() => cluster.Rows.Number("SELECT SUM(Sent) FROM Partitions") == expected.Totals.Sent;
    }

    private static long Offsets(Cluster cluster) => cluster.Rows.Number("SELECT SUM(LogOffset) FROM Partitions");
}
