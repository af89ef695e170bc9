using System.Text;
using Microsoft.Extensions.Logging;
using SignalDetect.Core.Pipeline;
using SignalDetect.Testing;
using Xunit;

namespace SignalDetect.Kafka.Tests.Streaming;

[Collection(Measurements.Alone)]
public sealed class GapTests
{
    private static readonly byte[] Filling = Encoding.UTF8.GetBytes(new string('x', 10_000));

    [Fact]
    public async Task Log_NoLongerHoldsTheStoredOffset_OneLineAndTheMetricSayWhatIsMissing()
    {
        using var gaps = new Measurements();
        await using var rig = new Rig(1);
        var first = rig.Start();
        await WriteAsync(rig, 5);
        await rig.CompleteAsync();
        await first.StopAsync();
        rig.Forget(first);
        var stored = rig.Store.Offset(0);

        // The embedded broker keeps some 5 MB of a partition.
        await WriteAsync(rig, 1_500);
        var earliest = rig.Read("signals", count: 1)[0].Offset.Value;
        Assert.True(earliest > stored, $"{earliest}");
        rig.Start();
        await rig.CompleteAsync();

        var (level, line) = Assert.Single(rig.Log.Lines, line => line.Text.Contains("no longer holds", StringComparison.Ordinal));
        Assert.Equal(LogLevel.Error, level);
        Assert.Contains($"stored offset {stored}; going on from {earliest}, {earliest - stored} records are missing", line, StringComparison.Ordinal);
        Assert.Equal(earliest - stored, gaps["signaldetect_gap_records_total"]);
        Assert.Equal(5 + rig.End(0) - earliest, rig.Store.Look(book => book.Totals.Sent));
    }

    [Fact]
    public async Task Log_RunsAwayFromAPartitionThatWaits_IsNoticedWhileRunning()
    {
        using var gaps = new Measurements();
        await using var rig = new Rig(1);
        rig.Start();
        await WriteAsync(rig, 5);
        await rig.CompleteAsync();
        rig.Store.IsAway = true;
        for (var i = 0; i < 30; i++) await WriteAsync(rig, 200);
        rig.Store.IsAway = false;
        await rig.CompleteAsync();

        Assert.Equal(1, rig.Log.Count("no longer holds"));
        Assert.InRange(gaps["signaldetect_gap_records_total"], 1, 6_000);
        Assert.Equal(6_005 - gaps["signaldetect_gap_records_total"], rig.Store.Look(book => book.Totals.Sent));
    }

    [Fact]
    public async Task Log_ShorterThanStored_IsReadFromItsBeginning()
    {
        using var gaps = new Measurements();
        await using var rig = new Rig(1);
        var taken = await rig.Store.TakeAsync(new PartitionKey("test", "signals", 0), 1, CancellationToken.None);
        var snapshot = new PartitionPipeline(Rig.Setup, 0, 1).Save();
        await rig.Store.CommitAsync(new PartitionCommit(new("test", "signals", 0), taken.Epoch, 100, snapshot, 0, false, default, [], [], [], [], []), CancellationToken.None);
        await WriteAsync(rig, 5);
        rig.Start();
        await rig.CompleteAsync();
        Assert.Equal(1, rig.Log.Count("stored offset 100; going on from 0, 95 records are missing"));
        Assert.Equal(95, gaps["signaldetect_gap_records_total"]);
        Assert.Equal(5, rig.Store.Look(book => book.Totals.Sent));
    }

    private static Task WriteAsync(Rig rig, int records)
    {
        for (var i = 0; i < records; i++) rig.Write(0, SignalStory.Monday, Filling);
        return rig.FlushAsync();
    }
}
