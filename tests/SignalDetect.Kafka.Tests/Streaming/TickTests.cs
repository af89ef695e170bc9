using System.Text;
using Confluent.Kafka;
using SignalDetect.Testing;
using Xunit;

namespace SignalDetect.Kafka.Tests.Streaming;

public sealed class TickTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTime time = new(Noon);
    private readonly Rig rig;

    public TickTests() => rig = new Rig(2) { Time = time };

    public ValueTask DisposeAsync() => rig.DisposeAsync();

    [Fact]
    public async Task Tick_SilentLivePartition_GetsOneEveryTenSecondsOfTheClock()
    {
        await WriteAsync(0, Noon.AddSeconds(-5));
        rig.Start();
        await LoadedAsync();
        // To each tick partition 1, which has nothing of its own, relays that time back.
        await UntilAsync(() => rig.End(0) >= 8);

        var ticks = Records(0).Where(IsServiceTick).Take(3).ToArray();
        Assert.All(ticks, tick => Assert.Null(tick.Key));
        var first = ticks[0].Timestamp.UnixTimestampMs;
        Assert.Equal(0, first % 10_000);
        Assert.True(first >= Noon.AddSeconds(10).ToUnixTimeMilliseconds(), $"{first}");
        Assert.Equal([first, first + 10_000, first + 20_000], ticks.Select(tick => tick.Timestamp.UnixTimestampMs));
        Assert.Equal(Encoding.UTF8.GetString(Rig.Tick(first, "signaldetect")), Encoding.UTF8.GetString(ticks[0].Value!));
        Assert.All(Records(1), record => Assert.Equal("0", Header(record, "origin")));
    }

    [Fact]
    public async Task Tick_PartitionWhoseRecordsAreOlderThanTenMinutes_GetsNone()
    {
        await WriteAsync(0, Noon.AddMinutes(-10).AddSeconds(-1));
        rig.Start();
        await LoadedAsync();
        await UntilAsync(() => time.GetUtcNow() >= Noon.AddMinutes(3));
        Assert.All(Records(0).Skip(1), record => Assert.Equal("1", Header(record, "origin")));
    }

    [Fact]
    public async Task Tick_PartitionWithRecordsAllTheTime_GetsNoneOnTop()
    {
        await WriteAsync(0, Noon.AddMinutes(-2));
        rig.Start();
        await LoadedAsync();
        for (var i = 0; i < 10; i++)
        {
            // These producers' clock is two minutes behind: a tick of now would make them late.
            await WriteAsync(0, time.GetUtcNow().AddMinutes(-2));
            await Eventually.IsTrueAsync(() => rig.Store.Offset(0) == rig.End(0), () => $"{rig.Log}", () => time.Advance(TimeSpan.FromMilliseconds(10)));
            time.Advance(TimeSpan.FromSeconds(6));
        }

        Assert.Equal(0, Records(0).Count(IsServiceTick));
    }

    [Fact]
    public async Task Tick_LogThatEndsWithAServicesOwn_GoesOnAfterDaysOfStandstill()
    {
        await WriteAsync(0, Noon.AddDays(-3), "signaldetect");
        rig.Start();
        await LoadedAsync();
        await UntilAsync(() => rig.End(0) > 1);
        Assert.InRange(Records(0)[1].Timestamp.UnixTimestampMs, Noon.ToUnixTimeMilliseconds(), time.GetUtcNow().ToUnixTimeMilliseconds());
    }

    [Fact]
    public async Task PassingOver_AnOriginSilentForAMinute_IsReplacedByATickInItsNameAndAReplaySeesTheSame()
    {
        // Nobody owns partition 1 here: its owner never gets it from the store.
        rig.Store.OnTake = key => key.Partition != 1;
        var service = rig.Start();
        await LoadedAsync(1);
        var loaded = time.GetUtcNow();
        var old = Noon.AddYears(-1);
        await WriteAsync(0, old);
        await WriteAsync(0, old.AddMinutes(5));
        await UntilAsync(() => rig.Store.Offset(0) >= 2);
        await UntilAsync(() => time.GetUtcNow() >= loaded.AddSeconds(50));
        Assert.DoesNotContain(Records(0), record => record.Headers.Count > 0);

        await UntilAsync(() => rig.End(0) == 3);
        var tick = Records(0).Single(record => record.Headers.Count > 0);
        Assert.Equal("1", Header(tick, "origin"));
        Assert.Equal(old.AddMinutes(5).ToUnixTimeMilliseconds(), tick.Timestamp.UnixTimestampMs);
        await WriteAsync(0, old.AddMinutes(6));
        await UntilAsync(() => rig.End(0) == 5);
        await UntilAsync(() => rig.Store.Offset(0) == rig.End(0));
        Assert.Equal(1, rig.Log.Count("partition 1 has relayed no time for"));
        var rows = rig.Store.Look(book => book.Dump());
        Assert.Contains($"{old.AddMinutes(6).ToUnixTimeMilliseconds()}\n", rows, StringComparison.Ordinal);
        await service.StopAsync();
        rig.Forget(service);

        var again = new MemoryStore { OnTake = rig.Store.OnTake };
        var end = rig.End(0);
        rig.Start(store: again);
        await UntilAsync(() => again.Offset(0) >= end);
        Assert.Equal(rows, again.Look(book => book.Dump()));
    }

    private static string Header(Message<byte[]?, byte[]?> record, string name) =>
        record.Headers.TryGetLastBytes(name, out var value) ? Encoding.ASCII.GetString(value) : "";

    private static bool IsServiceTick(Message<byte[]?, byte[]?> record) =>
        record.Headers.Count == 0 && Encoding.UTF8.GetString(record.Value!).Contains("signaldetect", StringComparison.Ordinal);

    private List<Message<byte[]?, byte[]?>> Records(int partition) => rig.Read("signals", partition).ConvertAll(record => record.Message);

    private async Task WriteAsync(int partition, DateTimeOffset at, string source = "produce")
    {
        rig.Write(partition, at.ToUnixTimeMilliseconds(), Rig.Tick(at.ToUnixTimeMilliseconds(), source));
        await rig.FlushAsync();
    }

    /// <summary>Without moving the clock.</summary>
    private Task LoadedAsync(int partitions = 2) => Eventually.IsTrueAsync(() => rig.Log.Count(": reading from") == partitions, () => $"{rig.Log}");

    private Task UntilAsync(Func<bool> so) => Eventually.IsTrueAsync(so, () => $"{time.GetUtcNow()}\n{rig.Log}", () => time.Advance(TimeSpan.FromMilliseconds(200)));
}
