using System.Text;
using SignalDetect.Core.Pipeline;
using SignalDetect.Testing;
using Xunit;

namespace SignalDetect.Core.Tests.Pipeline;

/// <summary>Times that no row can hold, in a record or in a file's line, stop nothing.</summary>
public sealed class TimestampRangeTests
{
    private static readonly PipelineSetup Setup = Setups.Default();

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(253_402_300_800_000)]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    public void Record_WhateverItsTimestamp_LeavesTimesThatHaveAText(long timestamp)
    {
        var pipeline = new PartitionPipeline(Setup, 0, 1);
        var output = new BatchOutput();
        pipeline.Read(new LogRecord(0, timestamp, "{}"u8), output);
        pipeline.Read(new LogRecord(1, SignalStory.Monday, "{}"u8), output);
        pipeline.Finish(output);
        Assert.Equal(2, output.Totals.Dead);
        foreach (var time in (long?[])[pipeline.Acted, output.Relay, pipeline.Time.Own]) Assert.Equal(RowTime.Length, RowTime.Text(time!.Value).Length);
    }

    [Theory]
    [InlineData(long.MinValue, SignalStory.Monday)]
    [InlineData(SignalStory.Monday, long.MaxValue)]
    public void Partition_WithoutARecordOfItsOwn_GoesOverALeapInWhatOthersRelay(long from, long to)
    {
        var pipeline = new PartitionPipeline(Setup, 0, 2);
        var output = new BatchOutput();
        long last = 0;
        foreach (var time in (long[])[from, to, to == long.MaxValue ? to : to + 120_000])
        {
            last = RowTime.Within(time);
            pipeline.Read(new LogRecord(0, last, Tick(last), Origin.Tick(1)), output);
        }

        pipeline.Finish(output);
        Assert.Equal(PartitionTime.Whole(last), pipeline.Acted);
        Assert.DoesNotContain(output.Collected, span => span.ToTime - span.FromTime > 600_000);
    }

    [Theory]
    [InlineData("0000-01-01T00:00:00+23:59")]
    [InlineData("9999-12-31T23:59:59Z")]
    [InlineData("9999-12-31T23:59:59-23:59")]
    public void File_WithATimeAtTheEndOfTheCalendar_IsPlayedToItsEnd(string at)
    {
        string[] lines =
        [
            $$"""{"id":"1","at":"{{at}}","source":"web","kind":"report","service":"tiktok"}""",
            """{"id":"2","at":"2026-01-05T00:00:00Z","source":"web","kind":"report","service":"tiktok"}""",
        ];
        var steps = Replays.Steps(Setup, lines.Select(Encoding.UTF8.GetBytes));
        Assert.All(steps, step => Assert.Equal(RowTime.Length, RowTime.Text(step.Time).Length));
        var cluster = new LogCluster(Setup, 1);
        Replays.Play(cluster, Setup, lines.Select(Encoding.UTF8.GetBytes), 1, Placement.Home);
        var totals = cluster.Run(seed: 1).Totals;
        Assert.Equal(2, totals.Counted + totals.Dead);
    }

    private static byte[] Tick(long at) => Encoding.UTF8.GetBytes($$"""{"kind":"tick","at":"{{RowTime.Text(at)}}","source":"signaldetect"}""");
}
