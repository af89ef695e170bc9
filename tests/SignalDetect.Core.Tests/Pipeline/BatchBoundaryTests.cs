using System.Globalization;
using System.Text;
using SignalDetect.Core.Pipeline;
using SignalDetect.Core.Signals;
using SignalDetect.Testing;
using Xunit;

namespace SignalDetect.Core.Tests.Pipeline;

/// <summary>Where a batch ends is no part of the log: the same log makes the same rows and sums, whether it is read record by record or at once.</summary>
public sealed class BatchBoundaryTests
{
    private const long Start = SignalStory.Monday;
    private const long Minute = 60_000;
    private const int Partitions = 2;

    private static readonly PipelineSetup Setup = Setups.Default();
    private static readonly int Home = HomePartition.Of("tiktok"u8, Partitions);
    private static readonly int Other = 1 - Home;

    private readonly List<(long Timestamp, byte[] Value, Origin? Origin, long? Arrival)> log = [];

    [Fact]
    public void Record_WithAnEarlierTimestampThanTheOneBefore_MakesTheSameRows()
    {
        Background(60);
        Relay(Start + 61 * Minute);
        Own(Start + 61 * Minute, Tick(Start + 61 * Minute));
        for (var i = 0; i < 200; i++) Own(Start + 60 * Minute + 100 * i, Report($"late{i}", Start + 60 * Minute + 100 * i));
        End(70);
        AssertSame();
    }

    [Fact]
    public void Forward_AfterItsOriginWasPassedOver_MakesTheSameRows()
    {
        Background(60);
        Relay(Start + 61 * Minute);
        Own(Start + 61 * Minute, Tick(Start + 61 * Minute));
        for (var i = 0; i < 200; i++) Forward(Start + 60 * Minute + 100 * i, $"late{i}", i);
        Forward(Start + 50 * Minute, "verylate", 1000);
        End(70);
        AssertSame();
    }

    [Fact]
    public void OwnRecord_OfAPartitionThatWasEmptyUntilOthersWereAhead_MakesTheSameRows()
    {
        for (var minute = 0; minute <= 20; minute++) Relay(Start + minute * Minute);
        Own(Start, Report("a", Start));
        End(30);
        AssertSame();
    }

    [Fact]
    public void Surge_JustBeforeASilence_MakesTheSameRows()
    {
        Background(60);
        for (var i = 0; i < 2_000; i++) Own(Start + 60 * Minute + 10 * i, Report($"s{i}", Start + 60 * Minute + 10 * i));
        Own(Start + 60 * Minute + 30_000, Tick(Start + 60 * Minute + 30_000));
        Relay(Start + 3 * 1440 * Minute);
        Own(Start + 3 * 1440 * Minute, Tick(Start + 3 * 1440 * Minute));
        AssertSame();
    }

    [Fact]
    public void OpenWindows_AtTheEndOfTheLog_HaveTheSameRows()
    {
        Background(60);
        Own(Start + 60 * Minute, Tick(Start + 60 * Minute));
        for (var i = 0; i < 19; i++) Own(Start + 60 * Minute + i, Report($"n{i}", Start + 60 * Minute + i, "upload"));
        Own(Start + 61 * Minute, Report("n19", Start + 61 * Minute, "upload"));
        Relay(Start + 62 * Minute);
        Own(Start + 62 * Minute, Tick(Start + 62 * Minute));
        AssertSame();
    }

    private void AssertSame()
    {
        var expected = Run(int.MaxValue);
        foreach (var batch in (int[])[1, 7, 50]) Assert.Equal(expected, Run(batch));
    }

    private string Run(int batch)
    {
        var pipeline = new PartitionPipeline(Setup, Home, Partitions);
        var book = new RowBook();
        var output = new BatchOutput();
        for (var i = 0; i < log.Count; i++)
        {
            var (timestamp, value, origin, arrival) = log[i];
            pipeline.Read(new LogRecord(i, timestamp, value, origin, arrival), output);
            if ((i + 1) % batch != 0 && i + 1 != log.Count) continue;
            pipeline.Finish(output);
            book.Add(output);
            output.Clear();
        }

        return book.Dump();
    }

    private void Background(int minutes)
    {
        Relay(Start);
        foreach (var second in Enumerable.Range(0, minutes * 2).Select(half => half * 30)) Own(Start + second * 1000, Report($"b{second}", Start + second * 1000));
        Relay(Start + minutes * Minute);
    }

    private void End(int minute)
    {
        Relay(Start + minute * Minute);
        Own(Start + minute * Minute, Tick(Start + minute * Minute));
    }

    private void Own(long timestamp, byte[] value) => log.Add((timestamp, value, null, null));

    private void Relay(long time) => log.Add((time, Tick(time), Origin.Tick(Other), null));

    private void Forward(long arrival, string id, long offset) => log.Add((arrival, Report(id, arrival), new Origin(Other, offset, 0), arrival));

    private static byte[] Report(string id, long at, string? feature = null) => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $$"""{"id":"{{id}}","at":"{{RowIds.Time(at)}}","source":"web","kind":"report","service":"tiktok","reporter":"{{id}}"{{(feature is null ? "" : $",\"feature\":\"{feature}\"")}}}"""));

    private static byte[] Tick(long at) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""{"kind":"tick","at":"{{RowIds.Time(at)}}","source":"produce"}"""));
}
