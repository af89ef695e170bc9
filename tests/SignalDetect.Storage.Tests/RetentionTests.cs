using SignalDetect.Core.Pipeline;
using SignalDetect.Storage.Retention;

namespace SignalDetect.Storage.Tests;

public sealed class RetentionTests
{
    private const string Everything =
        "SELECT WindowStart, WindowSeconds, Count, DistinctReporters, Expected, Lower, Upper, Final FROM Counts ORDER BY WindowStart, WindowSeconds";

    public static TheoryData<StoreKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task RollUp_MinutesOlderThanTwoWeeks_BecomeQuarterHours(StoreKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var store = database.Open();
        var taken = await store.TakeAsync(Rows.Key(), 8, CancellationToken.None);
        CountRow[] counts =
        [
            Minute(0) with { Count = 3, DistinctReporters = 2, Expected = 4, Lower = 1, Upper = 10 },
            Minute(14) with { Count = 5, DistinctReporters = 4, Expected = 6, Lower = 2, Upper = 20 },
            Minute(15) with { Count = 1, DistinctReporters = 1, Expected = null, Lower = null, Upper = null },
            Minute(30) with { Count = 7 },
        ];
        await store.CommitAsync(taken.Commit(1) with { Counts = counts }, CancellationToken.None);

        // A quarter of an hour goes when the whole of it is old enough.
        await RollUpAt(store, taken, Rows.Start + 14 * Rows.Day + 45 * Rows.Minute - 1);

        Assert.Equal(
            [
                // 15 windows of 5 on average; sqrt(15) times the average distances 3.5 and 10.
                "2026-01-25T00:00:00.000Z|900|8|4|75|61.444558288|113.729833462|1",
                "2026-01-25T00:15:00.000Z|900|1|1||||1",
                "2026-01-25T00:30:00.000Z|60|7|1|5.25|0|12.5|0",
            ],
            await database.RowsAsync(Everything));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task RollUp_OfOnePartition_LeavesTheOthersAlone(StoreKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var store = database.Open();
        var zero = await store.TakeAsync(Rows.Key(0), 8, CancellationToken.None);
        var one = await store.TakeAsync(Rows.Key(1), 8, CancellationToken.None);
        await store.CommitAsync(zero.Commit(1) with { Counts = [Rows.Count("a", Rows.Start, 1)] }, CancellationToken.None);
        await store.CommitAsync(one.Commit(1, 1) with { Counts = [Rows.Count("b", Rows.Start, 2)] }, CancellationToken.None);

        await RollUpAt(store, zero, Rows.Start + 15 * Rows.Day);

        Assert.Equal(["a|900", "b|60"], await database.RowsAsync("SELECT Stream, WindowSeconds FROM Counts ORDER BY Stream"));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task RollUp_AfterAReplay_LeavesTheSameRows(StoreKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var store = database.Open();
        var taken = await store.TakeAsync(Rows.Key(), 8, CancellationToken.None);
        string[]? first = null;
        for (var replay = 0; replay < 2; replay++)
        {
            await store.CommitAsync(taken.Commit(1) with { Counts = [Minute(0), Minute(3), Minute(61)] }, CancellationToken.None);
            await RollUpAt(store, taken, Rows.Start + 20 * Rows.Day);
            var rows = await database.RowsAsync(Everything);
            Assert.Equal(first ??= rows, rows);
        }

        Assert.Equal(2, first!.Length);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task RollUp_HourByHourOverAYear_KeepsEachGrainForItsAgeAndEveryCount(StoreKind kind)
    {
        const int Days = 365;
        await using var database = await TestDatabase.CreateAsync(kind);
        var ages = new RetentionAges(TimeSpan.FromDays(14), TimeSpan.FromDays(90), TimeSpan.FromDays(200));
        var store = database.Open(ages);
        var taken = await store.TakeAsync(Rows.Key(), 8, CancellationToken.None);
        var time = Rows.Start;
        for (var hour = 0; hour < Days * 24; hour++, time += Rows.Hour)
        {
            // Two minutes of each hour, in different quarters; each counts the hour's number.
            CountRow[] counts = [Rows.Count("a", time + 2 * Rows.Minute, hour), Rows.Count("a", time + 50 * Rows.Minute, hour)];
            var collected = new CollectedRow("a", Rows.Start, time + Rows.Hour);
            await store.CommitAsync(
                taken.Commit(hour + 1) with { Time = time + Rows.Hour, RollUp = true, Counts = counts, Collected = [collected] }, CancellationToken.None);
        }

        // time is the end of the last hour; each grain reaches to the age of the finer one, whole windows only.
        var grains = await database.RowsAsync(
            "SELECT WindowSeconds, COUNT(*), MIN(WindowStart), MAX(WindowStart), SUM(Count) FROM Counts GROUP BY WindowSeconds ORDER BY WindowSeconds");
        Assert.Equal(
            [
                Grain(60, 2, 2, 50, Days * 24 - 14 * 24, Days * 24),
                Grain(900, 2, 0, 45, Days * 24 - 90 * 24, Days * 24 - 14 * 24),
                Grain(3600, 1, 0, 0, Days * 24 - 200 * 24, Days * 24 - 90 * 24),
            ],
            grains);
        Assert.Equal(
            [RowTime.Text(time - 200 * Rows.Day) + "|" + RowTime.Text(time)], await database.RowsAsync("SELECT FromTime, ToTime FROM Collected"));

        static string Grain(int seconds, int anHour, int firstMinute, int lastMinute, long from, long to) => string.Join(
            '|', seconds, anHour * (to - from), RowTime.Text(Rows.Start + from * Rows.Hour + firstMinute * Rows.Minute),
            RowTime.Text(Rows.Start + (to - 1) * Rows.Hour + lastMinute * Rows.Minute), (from + to - 1) * (to - from));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task RollUp_AfterYearsAway_GoesThroughAllGrainsAtOnce(StoreKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var store = database.Open();
        var taken = await store.TakeAsync(Rows.Key(), 8, CancellationToken.None);
        CollectedRow[] collected = [new("a", Rows.Start, Rows.Start + Rows.Hour), new("a", Rows.Start + 2 * Rows.Hour, Rows.Start + 4 * Rows.Hour)];
        CountRow[] counts = [Minute(1), Minute(59), Minute(60), Minute(200)];
        await store.CommitAsync(taken.Commit(1) with { Counts = counts, Collected = collected }, CancellationToken.None);

        await RollUpAt(store, taken, Rows.Start + 1096 * Rows.Day + 3 * Rows.Hour);

        Assert.Equal(["2026-01-25T03:00:00.000Z|3600|1"], await database.RowsAsync("SELECT WindowStart, WindowSeconds, Count FROM Counts"));
        Assert.Equal(
            ["2026-01-25T03:00:00.000Z|2026-01-25T04:00:00.000Z"], await database.RowsAsync("SELECT FromTime, ToTime FROM Collected"));

        // The span still grows under the name that its owner knows it by.
        await store.CommitAsync(
            taken.Commit(3) with { Collected = [new CollectedRow("a", Rows.Start + 2 * Rows.Hour, Rows.Start + 5 * Rows.Hour)] }, CancellationToken.None);
        Assert.Equal(
            ["2026-01-25T03:00:00.000Z|2026-01-25T05:00:00.000Z"], await database.RowsAsync("SELECT FromTime, ToTime FROM Collected"));
    }

    [Theory]
    [InlineData(14, 90, 1096, null)]
    [InlineData(0, 90, 1096, "store.retention.minutes")]
    [InlineData(14, 13, 1096, "store.retention.quarterHours")]
    [InlineData(14, 90, 89, "store.retention.hours")]
    public void Ages_OutOfOrder_AreRefusedByName(int minutes, int quarterHours, int hours, string? setting)
    {
        var ages = new RetentionAges(TimeSpan.FromDays(minutes), TimeSpan.FromDays(quarterHours), TimeSpan.FromDays(hours));

        var problem = new StoreOptions(StoreKind.Sqlite, "x.db", ages).Problem();

        Assert.Equal(setting, problem?.Split(':')[0]);
    }

    private static CountRow Minute(int minute) => Rows.Count("a", Rows.Start + minute * Rows.Minute, 1);

    private static async Task RollUpAt(IStore store, StoredPartition taken, long time) =>
        Assert.True(await store.CommitAsync(taken.Commit(2) with { Time = time, RollUp = true }, CancellationToken.None));
}
