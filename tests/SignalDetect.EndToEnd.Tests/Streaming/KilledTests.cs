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
        await using var produce = cluster.Produce(undisturbed.File, SignalFile.Speed);
        for (var kill = 0; kill < kills; kill++)
        {
            // One place in each stretch of the way, and there some moment, in whatever it is then doing.
            var place = (long)((kill + random.NextDouble()) / (kills + 1) * expected.Totals.Sent);
            var moment = random.Next(100);
            await Deadline.UntilAsync(
                () => cluster.Service.HasExited || cluster.Rows.Number("SELECT SUM(Sent) FROM Partitions") >= place, () => $"{place} signals\n{produce}\n{cluster.Service}");
            await Task.Delay(moment);
            Assert.False(cluster.Service.HasExited, $"{cluster.Service}");
            await cluster.Service.KillAsync();
            var reached = cluster.Rows.Totals().Sent;
            log.WriteLine($"killed {moment} ms after signal {place}, at {reached} of {expected.Totals.Sent}");
            Assert.True(reached < expected.Totals.Sent, "It was killed after its work.");
            cluster.Run();
        }

        Assert.True(await produce.ExitAsync() == 0, $"{produce}");
        await cluster.SettledAsync();

        RunResult.AssertSame(expected, RunResult.Of(cluster));
    }
}
