using SignalDetect.Core.Pipeline;
using SignalDetect.Testing;
using Xunit;
using Xunit.Abstractions;

namespace SignalDetect.Core.Tests.Pipeline;

public sealed class PartitionPipelineTests(ITestOutputHelper log)
{
    private static readonly PipelineSetup Setup = Setups.Default();

    private static readonly IReadOnlyList<byte[]> Story = new SignalStory(7, SignalStory.Monday)
        .Reports("tiktok", 0, 300, 1.5).Reports("youtube", 0, 300, 0.7).Reports("x", 0, 300, 0.4)
        .Reports("tiktok", 200, 30, 60, feature: "upload")
        .Posts("tiktok is down again", 205, 20, 8).Posts("instagram and whatsapp both down", 210, 5, 2).Posts("nice weather today", 0, 300, 0.2)
        .Repeat(0.05).Delay(0.05, 400)
        .Raw(50, "not json").Raw(60, """{"id":"a","kind":"report"}""").Raw(70, """{"id":"b","at":"2026-01-05T01:10:00Z","source":"web","kind":"report","service":"nobody"}""")
        .Lines();

    [Theory]
    [InlineData(Placement.Home, 8)]
    [InlineData(Placement.OtherHash, 8)]
    [InlineData(Placement.InTurn, 8)]
    [InlineData(Placement.InTurn, 3)]
    [InlineData(Placement.Home, 1)]
    public void Rows_WhereverSignalsArrive_AreTheSame(Placement placement, int partitions)
    {
        var expected = Run(Placement.Home, 8, seed: 1);
        var actual = Run(placement, partitions, seed: 2);
        Assert.Equal(expected.Dump(), actual.Dump());
    }

    [Fact]
    public void Rows_WhateverTheBatches_AreTheSame()
    {
        var expected = Run(Placement.InTurn, 8, seed: 3, largestBatch: 1000).Dump();
        for (var seed = 10; seed < 14; seed++) Assert.Equal(expected, Run(Placement.InTurn, 8, seed, largestBatch: 1 + seed % 7).Dump());
    }

    [Fact]
    public void Rows_AfterCrashesAnywhere_AreThoseOfAnUndisturbedRun()
    {
        var expected = Run(Placement.InTurn, 8, seed: 4).Dump();
        for (var seed = 100; seed < 110; seed++)
        {
            log.WriteLine($"seed {seed}");
            Assert.Equal(expected, Run(Placement.InTurn, 8, seed, crashes: 0.1).Dump());
        }
    }

    [Fact]
    public void Sums_OfAMixedStory_Agree()
    {
        var totals = Run(Placement.InTurn, 8, seed: 5).Totals;
        Assert.Equal(Story.Count, totals.Sent);
        Assert.Equal(totals.Sent + totals.Extra, totals.Counted + totals.Duplicate + totals.Dead + totals.Unmatched);
        Assert.All([totals.Extra, totals.Counted, totals.Duplicate, totals.Dead, totals.Unmatched], sum => Assert.True(sum > 0, totals.ToString()));
    }

    [Fact]
    public void Incident_OfASurge_IsSuspectedConfirmedAndResolvedOnce()
    {
        var book = Run(Placement.Home, 8, seed: 6);
        var incident = Assert.Single(book.Incidents);
        Assert.Equal(("tiktok", "resolved"), (incident.ServiceId, incident.State));
        var states = book.Events.OrderBy(row => row.Revision).Select(row => row.State).Distinct();
        Assert.Equal(["suspected", "confirmed", "recovering", "resolved"], states);
        Assert.InRange(incident.ConfirmedAt!.Value, SignalStory.Monday + 200 * 60_000, SignalStory.Monday + 203 * 60_000);
        Assert.InRange(incident.StartedAt, SignalStory.Monday + 198 * 60_000, SignalStory.Monday + 201 * 60_000);
        Assert.Contains("upload", incident.Features, StringComparison.Ordinal);
    }

    private static RowBook Run(Placement placement, int partitions, int seed, int largestBatch = 50, double crashes = 0)
    {
        var cluster = new LogCluster(Setup, partitions);
        Replays.Play(cluster, Setup, Story, partitions, placement);
        return cluster.Run(seed, largestBatch, crashes);
    }
}
