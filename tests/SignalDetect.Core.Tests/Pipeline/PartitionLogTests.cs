using System.Globalization;
using System.Text;
using SignalDetect.Core.Pipeline;
using SignalDetect.Core.Signals;
using SignalDetect.Testing;
using Xunit;

namespace SignalDetect.Core.Tests.Pipeline;

/// <summary>One partition's log, record by record: time, lateness, silence, forwards.</summary>
public sealed class PartitionLogTests
{
    private const long Start = SignalStory.Monday;
    private const int Partitions = 2;

    private static readonly PipelineSetup Setup = Setups.Default();
    private static readonly int Home = HomePartition.Of("tiktok"u8, Partitions);
    private static readonly int Other = 1 - Home;

    private readonly PartitionPipeline pipeline = new(Setup, Home, Partitions);
    private readonly BatchOutput output = new();
    private readonly RowBook book = new();
    private long offset;

    [Theory]
    [InlineData(179_999, null)]
    [InlineData(180_000, DeadLetterReason.Late)]
    public void Signal_AtTheEdgeOfItsWindowsLateness_IsLateFromThenOn(long arrival, DeadLetterReason? reason)
    {
        Read(Start + arrival, Report("a", Start + 30_000));
        Assert.Equal(reason, output.Dead.Count == 0 ? null : output.Dead[0].Reason);
    }

    [Fact]
    public void Signal_AfterAForwardFromTheFuture_IsNotLate()
    {
        Read(Start, Report("a", Start));
        Forward(Start + 3_600_000, "b", 5);
        Read(Start + 100_000, Report("c", Start + 30_000));
        Assert.Empty(output.Dead);
    }

    [Fact]
    public void Window_WhileAnotherPartitionHasNotReachedItsEnd_IsNotJudged()
    {
        Read(Start, Report("a", Start));
        Read(Start + 600_000, Report("b", Start + 600_000));
        Finish();
        Assert.Null(pipeline.Acted);
        Relay(Start + 300_000);
        Finish();
        Assert.Equal(Start + 300_000, pipeline.Acted);
        Assert.Equal(1, book.Totals.Counted);
    }

    [Fact]
    public void Forward_SeenBefore_IsDroppedWithoutAnOutcome()
    {
        Read(Start, Report("a", Start));
        Forward(Start + 1_000, "b", 5);
        Forward(Start + 2_000, "c", 6);
        Forward(Start + 1_000, "b", 5);
        Read(Start + 600_000, Tick(Start + 600_000));
        Relay(Start + 600_000);
        Finish();
        Assert.Equal(new Totals(Sent: 1, 0, Counted: 3, 0, 0, 0), book.Totals);
    }

    [Fact]
    public void Forward_AfterItsOriginWasPassedOver_IsLateWhereItsWindowIsFinal()
    {
        Read(Start, Report("a", Start));
        Read(Start + 600_000, Tick(Start + 600_000));
        Relay(Start + 600_000);
        Finish();
        output.Clear();
        Forward(Start + 1_000, "b", 5);
        Forward(Start + 480_000, "c", 6);
        Assert.Equal(DeadLetterReason.Late, Assert.Single(output.Dead).Reason);
        Finish();
        Assert.Equal(new Totals(Sent: 1, 0, Counted: 1, 0, Dead: 1, 0), book.Totals);
    }

    [Fact]
    public void Silence_OfDays_IsNotCollectedAndTeachesNothing()
    {
        const long Days = 3 * 86_400_000L;
        Read(Start, Tick(Start));
        for (var minute = 0; minute < 60; minute++) Read(Start + minute * 60_000, Report($"a{minute}", Start + minute * 60_000));
        for (var minute = 0; minute < 60; minute++) Read(Start + Days + minute * 60_000, Report($"b{minute}", Start + Days + minute * 60_000));
        Relay(Start + Days + 7_200_000);
        Finish();
        Assert.Equal([$"tiktok {Start} {Start + 59 * 60_000}", $"tiktok {Start + Days} {Start + Days + 59 * 60_000}"], Collected());
        Assert.Equal(119, book.Totals.Counted); // the last one waits for the time after its own
    }

    [Fact]
    public void Silence_WhileAnotherPartitionLagsBehind_IsNotCollectedEither()
    {
        Read(Start, Tick(Start));
        Read(Start + 600_000, Report("a", Start + 600_000));
        Read(Start + 172_800_000, Tick(Start + 172_800_000));
        Relay(Start);
        foreach (var minute in (int[])[5, 10, 11, 12, 13, 20, 2_880])
        {
            Relay(Start + minute * 60_000L);
            Finish();
        }

        Assert.Equal([$"tiktok {Start} {Start + 600_000}"], Collected());
    }

    [Fact]
    public void Gap_OfSomeSeconds_TakesItsMinutesOutOfWhatIsCollected()
    {
        Read(Start, Tick(Start));
        Relay(Start + 1_200_000);
        Read(Start + 590_000, Report("a", Start + 590_000));
        pipeline.Miss();
        Read(Start + 650_000, Report("b", Start + 650_000));
        Read(Start + 1_200_000, Tick(Start + 1_200_000));
        Finish();
        Assert.Equal([$"tiktok {Start} {Start + 540_000}", $"tiktok {Start + 660_000} {Start + 1_200_000}"], Collected());
        Assert.Equal(2, book.Totals.Counted);
    }

    [Fact]
    public void Forward_InALogBegunAnew_IsNoRepeatOfTheOldOnes()
    {
        Forward(Start, "a", 500);
        pipeline.Miss(anew: true);
        Forward(Start + 1_000, "b", 5);
        Forward(Start + 1_000, "b", 5);
        Assert.Equal(2, pipeline.Waiting);
    }

    [Fact]
    public void Silence_OfACentury_TakesNoTime()
    {
        Read(Start, Report("a", Start));
        Read(Start + 36_500L * 86_400_000, Tick(Start + 36_500L * 86_400_000));
        Relay(Start + 36_500L * 86_400_000);
        Finish();
        Assert.Equal(Start + 36_500L * 86_400_000, pipeline.Acted);
        Assert.Equal(1, book.Totals.Counted);
    }

    [Fact]
    public void EmptyPartition_WithNothingToWaitFor_PassesOnTheTimeRelayedToIt()
    {
        Relay(Start + 60_000);
        Finish();
        Assert.Equal(Start + 60_000, output.Relay);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(5_000)]
    public void Load_OfADamagedSnapshot_IsRefused(int position)
    {
        Read(Start, Report("a", Start));
        Finish();
        var snapshot = pipeline.Save();
        snapshot[position % snapshot.Length] ^= 1;
        Assert.Throws<InvalidDataException>(() => new PartitionPipeline(Setup, Home, Partitions).Load(snapshot));
        Assert.Throws<InvalidDataException>(() => new PartitionPipeline(Setup, Home, Partitions).Load(snapshot.AsMemory(0, position)));
    }

    [Fact]
    public void Save_OfWhatWasLoaded_WritesTheSameBytes()
    {
        foreach (var line in new SignalStory(3, Start).Reports("tiktok", 0, 60, 5).Repeat(0.1).Lines()) Read(Start + 3_600_000, line);
        Relay(Start + 1_800_000);
        Finish();
        var snapshot = pipeline.Save();
        var loaded = new PartitionPipeline(Setup, Home, Partitions);
        loaded.Load(snapshot);
        Assert.Equal(snapshot, loaded.Save());
    }

    private void Read(long timestamp, byte[] value) => pipeline.Read(new LogRecord(offset++, timestamp, value), output);

    private void Relay(long time) => pipeline.Read(new LogRecord(offset++, time, Tick(time), Origin.Tick(Other)), output);

    private void Forward(long arrival, string id, long origin) =>
        pipeline.Read(new LogRecord(offset++, arrival, Report(id, arrival), new Origin(Other, origin, 0), arrival), output);

    private string[] Collected() => [.. book.Dump().Split('\n').Where(line => line.StartsWith("tiktok 1", StringComparison.Ordinal))];

    private void Finish()
    {
        pipeline.Finish(output);
        book.Add(output);
        if (output.Relay is null) output.Clear();
        else
        {
            var relay = output.Relay;
            output.Clear();
            output.Relay = relay;
        }
    }

    private static byte[] Report(string id, long at) => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $$"""{"id":"{{id}}","at":"{{RowIds.Time(at)}}","source":"web","kind":"report","service":"tiktok"}"""));

    private static byte[] Tick(long at) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""{"kind":"tick","at":"{{RowIds.Time(at)}}","source":"produce"}"""));
}
