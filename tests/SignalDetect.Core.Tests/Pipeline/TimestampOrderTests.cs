using SignalDetect.Core.Pipeline;
using SignalDetect.Testing;
using Xunit;
using Xunit.Abstractions;

namespace SignalDetect.Core.Tests.Pipeline;

/// <summary>Logs whose records' timestamps are not in order, as where several producers give them, or begin at different times.</summary>
public sealed class TimestampOrderTests(ITestOutputHelper log)
{
    private const int Partitions = 4;

    private static readonly PipelineSetup Setup = Setups.Default();

    [Fact]
    public void Rows_OfTimestampsOutOfOrder_AreTheSameWhoReadsWhen()
    {
        var story = new SignalStory(11, SignalStory.Monday)
            .Reports("tiktok", 0, 240, 2).Reports("youtube", 0, 240, 1).Reports("tiktok", 200, 20, 60, feature: "upload")
            .Posts("tiktok is down again", 200, 20, 8).Posts("whatsapp down", 200, 20, 3).Repeat(0.05).Lines();
        var expected = Run(story, 1).Dump();
        for (var seed = 2; seed < 5; seed++)
        {
            log.WriteLine($"seed {seed}");
            Assert.Equal(expected, Run(story, seed).Dump());
        }
    }

    [Fact]
    public void Signal_ReadBeforeItsHomesLogBegins_IsNotLate()
    {
        var line = new SignalStory(1, SignalStory.Monday).Reports("tiktok", 0, 1, 5).Lines()[0];
        for (var seed = 1; seed < 20; seed++)
        {
            var cluster = new LogCluster(Setup, 2);
            var home = Core.Signals.HomePartition.Of("tiktok"u8, 2);
            cluster.Append(1 - home, SignalStory.Monday + 60_000, line);
            cluster.Append(home, SignalStory.Monday + 1_200_000, """{"kind":"tick","at":"2026-01-05T00:20:00Z","source":"x"}"""u8.ToArray());
            for (var at = 120_000; at < 1_800_000; at += 10_000) cluster.Append(1 - home, SignalStory.Monday + at, """{"kind":"tick","at":"2026-01-05T00:20:00Z","source":"x"}"""u8.ToArray());
            cluster.TickAll(SignalStory.Monday + 1_800_000);
            var book = cluster.Run(seed, largestBatch: 5);
            Assert.Equal(new Totals(1, 0, Counted: 1, 0, 0, 0), book.Totals);
            Assert.NotEmpty(book.Counts);
        }
    }

    private static RowBook Run(IReadOnlyList<byte[]> story, int seed)
    {
        var cluster = new LogCluster(Setup, Partitions);
        var random = new Random(5);
        var turn = 0;
        foreach (var step in Replays.Steps(Setup, story))
        {
            if (step.Line is null) cluster.TickAll(step.Time);
            else cluster.Append(turn++ % Partitions, step.Time - random.Next(30_000), step.Line);
        }

        return cluster.Run(seed);
    }
}
