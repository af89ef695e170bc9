namespace SignalDetect.Storage.Tests;

public sealed class BulkTests
{
    public static TheoryData<StoreKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Commit_TenThousandDetectionsAndAHundredThousandCounts_StandInTheTables(StoreKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var store = database.Open();
        var taken = await store.TakeAsync(Rows.Key(), 8, CancellationToken.None);
        var commit = taken.Commit(1) with
        {
            Snapshot = new byte[4 << 20],
            Detections = [.. Enumerable.Range(0, 10_000).Select(i => Rows.Detection($"d{i}"))],
            Counts = [.. Enumerable.Range(0, 100_000).Select(i => Rows.Count($"s{i % 1000}/feature={i}", Rows.Start, i))],
        };

        Assert.True(await store.CommitAsync(commit, CancellationToken.None));
        Assert.True(await store.CommitAsync(commit with { Offset = 2, Counts = [.. commit.Counts.Select(row => row with { Final = true })] }, CancellationToken.None));

        Assert.Equal(["10000|1|10000"], await database.RowsAsync("SELECT COUNT(*), MIN(Seq), MAX(Seq) FROM Detections"));
        Assert.Equal(["100000|4999950000|100000"], await database.RowsAsync("SELECT COUNT(*), SUM(Count), SUM(CASE WHEN Final = 1 THEN 1 ELSE 0 END) FROM Counts"));
        Assert.Equal(["10000"], await database.RowsAsync("SELECT COUNT(*) FROM Outbox"));
        Assert.Equal(4 << 20, (await store.TakeAsync(Rows.Key(), 8, CancellationToken.None)).Snapshot.Length);
    }
}
