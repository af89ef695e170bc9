using SignalDetect.EndToEnd.Tests.Processes;
using Xunit;

namespace SignalDetect.EndToEnd.Tests.Streaming;

[Collection(EndToEndCollection.Name)]
public sealed class StopTests(UndisturbedRun undisturbed) : IDisposable
{
    /// <summary>What is promised is 5 seconds, on a machine that is not busy with other things.</summary>
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(5);

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Run_StoppedUnderLoad_CommitsAndLeavesWithinSecondsAndTheNextGoesOn()
    {
        var expected = await undisturbed.ResultAsync();
        await using var cluster = await Cluster.StartAsync(folder.Path);
        cluster.Run(takesInterrupts: true);
        await using var produce = cluster.Produce(undisturbed.File, SignalFile.SpeedFor(TimeSpan.FromSeconds(12)));
        foreach (var (signal, share) in new[] { (UnixSignal.Terminate, .25), (UnixSignal.Interrupt, .6) })
        {
            var place = (long)(share * expected.Totals.Sent);
            await Deadline.UntilAsync(() => cluster.Service.HasExited || cluster.Rows.Number("SELECT SUM(Sent) FROM Partitions") >= place, () => $"{place}\n{produce}\n{cluster.Service}");
            await StopAsync(cluster.Service, signal);
            Assert.True(cluster.Rows.Totals().Sent < expected.Totals.Sent, "It was stopped after its work.");
            // Each partition was left at its newest commit, with a snapshot of just there, which the next one goes on from.
            Assert.Equal(0, cluster.Rows.Number("SELECT COUNT(*) FROM Partitions WHERE SnapshotOffset <> LogOffset"));
            Assert.Contains(cluster.Rows.Offsets(), one => cluster.Service.Error.Contains($"Partition {one.Key}: left at offset {one.Value}\n", StringComparison.Ordinal));
            cluster.Run(takesInterrupts: true);
        }

        Assert.True(await produce.ExitAsync() == 0, $"{produce}");
        await cluster.SettledAsync();
        RunResult.AssertSame(expected, RunResult.Of(cluster));
        // The group's own offsets follow: those who watch the group see that it is done.
        await Deadline.UntilAsync(
            () => Enumerable.Range(0, cluster.Partitions).All(partition => cluster.Committed()[partition] == cluster.End(partition)), () => $"{string.Join(' ', cluster.Committed())}\n{cluster.Service}");
        await StopAsync(cluster.Service, UnixSignal.Terminate);
    }

    [Fact]
    public async Task Run_NoBroker_WaitsWithALineAndEndsWhenAsked()
    {
        // A port that nothing listens at: it was free a moment ago.
        var environment = new Dictionary<string, string>
        {
            ["SIGNALDETECT__KAFKA__BOOTSTRAP"] = $"127.0.0.1:{FreePort()}", ["SIGNALDETECT__STORE__CONNECTION"] = "rows.db",
        };
        await using var service = CommandProcess.Start($"run --pipeline {Cluster.Pipeline}", folder.Path, environment);
        await Deadline.UntilAsync(() => service.HasExited || Waits(service) > 0, () => $"{service}");
        Assert.False(service.HasExited, $"{service}");
        await StopAsync(service, UnixSignal.Terminate);
        Assert.Equal(1, Waits(service));
    }

    private static int Waits(CommandProcess service) => service.Error.Split('\n').Count(line => line.Contains("warn ", StringComparison.Ordinal) && line.Contains("Waiting for", StringComparison.Ordinal));

    private static async Task StopAsync(CommandProcess service, int signal)
    {
        var begun = TimeProvider.System.GetTimestamp();
        service.Send(signal);
        Assert.True(await service.ExitAsync() == 0, $"{service}");
        var took = TimeProvider.System.GetElapsedTime(begun);
        Assert.True(took < Promised, $"It took {took}.\n{service}");
        Assert.Empty(service.Output);
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
