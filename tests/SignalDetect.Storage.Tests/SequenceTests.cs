using SignalDetect.Core.Pipeline;

namespace SignalDetect.Storage.Tests;

public sealed class SequenceTests
{
    public static TheoryData<StoreKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Seq_UnderCommitsOfTwoPartitions_NeverLetsAReaderSkipARow(StoreKind kind)
    {
        const int Commits = 60;
        await using var database = await TestDatabase.CreateAsync(kind);
        using var writing = new CancellationTokenSource();

        var reader = TailAsync(database, "Detections", "DetectionId", writing.Token);
        var events = TailAsync(database, "IncidentEvents", "IncidentId", writing.Token);
        await Task.WhenAll(Enumerable.Range(0, 2).Select(partition => Task.Run(() => WriteAsync(database.Open(), partition, Commits))));
        await writing.CancelAsync();

        Assert.Equal(await database.RowsAsync("SELECT DetectionId FROM Detections ORDER BY Seq"), await reader);
        Assert.Equal(await database.RowsAsync("SELECT IncidentId FROM IncidentEvents ORDER BY Seq"), await events);
        Assert.Equal(2 * Commits * 3, (await reader).Count);
        Assert.Equal(2 * Commits, (await events).Count);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Seq_OfDetectionsAndEvents_GrowsFromCommitToCommit(StoreKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var store = database.Open();
        var taken = await store.TakeAsync(Rows.Key(), 8, CancellationToken.None);
        var other = await store.TakeAsync(Rows.Key(1), 8, CancellationToken.None);

        await store.CommitAsync(taken.Commit(1) with { Detections = [Rows.Detection("a"), Rows.Detection("b")] }, CancellationToken.None);
        await store.CommitAsync(other.Commit(1, 1) with { Detections = [Rows.Detection("c")], Events = [Rows.Event("i", 1)] }, CancellationToken.None);
        await store.CommitAsync(taken.Commit(2) with { Detections = [Rows.Detection("d")], Events = [Rows.Event("i", 2)] }, CancellationToken.None);

        Assert.Equal(["a", "b", "c", "d"], await database.RowsAsync("SELECT DetectionId FROM Detections ORDER BY Seq"));
        Assert.Equal(["1", "2"], await database.RowsAsync("SELECT Revision FROM IncidentEvents ORDER BY Seq"));
        Assert.Equal(
            ["6"], await database.RowsAsync("SELECT COUNT(DISTINCT Seq) FROM (SELECT Seq FROM Detections UNION ALL SELECT Seq FROM IncidentEvents) AS s"));
    }

    private static async Task WriteAsync(IStore store, int partition, int commits)
    {
        var taken = await store.TakeAsync(Rows.Key(partition), 8, CancellationToken.None);
        for (var i = 0; i < commits;)
        {
            var commit = taken.Commit(i + 1, partition) with
            {
                Detections = [.. Enumerable.Range(0, 3).Select(n => Rows.Detection($"p{partition}-{i}-{n}"))],
                Events = [Rows.Event($"p{partition}", i + 1)],
            };
            try
            {
                Assert.True(await store.CommitAsync(commit, CancellationToken.None));
                i++;
            }
            catch (Exception error) when (store.Classify(error) == StoreFailure.Transient)
            {
                taken = await store.TakeAsync(Rows.Key(partition), 8, CancellationToken.None);
                i = (int)taken.Offset;
            }
        }
    }

    /// <summary>Reads as the contract says that consumers may: what is above the last number seen.</summary>
    private static async Task<List<string>> TailAsync(TestDatabase database, string table, string column, CancellationToken writing)
    {
        var seen = new List<string>();
        var last = 0L;
        for (var more = true; more; await Task.Yield())
        {
            more = !writing.IsCancellationRequested; // one more read after the last commit
            foreach (var row in await database.RowsAsync($"SELECT Seq, {column} FROM {table} WHERE Seq > {last} ORDER BY Seq"))
            {
                var parts = row.Split('|');
                last = long.Parse(parts[0]);
                seen.Add(parts[1]);
            }
        }

        return seen;
    }
}
