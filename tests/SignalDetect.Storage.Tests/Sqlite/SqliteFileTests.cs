using Microsoft.Data.Sqlite;
using SignalDetect.Core.Pipeline;
using SignalDetect.Storage.Retention;

namespace SignalDetect.Storage.Tests.Sqlite;

public sealed class SqliteFileTests
{
    [Fact]
    public async Task Rows_InTheFile_HaveTheContractsTypesAndTimes()
    {
        await using var database = new SqliteTestDatabase();
        var store = database.Open();
        await store.PrepareAsync(CancellationToken.None);
        var taken = await store.TakeAsync(Rows.Key(), 8, CancellationToken.None);
        await store.CommitAsync(
            taken.Commit(1) with
            {
                Detections = [Rows.Detection("d1") with { WindowStart = Rows.Start + 7 }],
                Incidents = [Rows.Incident("i1", 1) with { ResolvedAt = Rows.Start + 999 }],
                Events = [Rows.Event("i1", 1)],
                Counts = [Rows.Count("a", Rows.Start, 1) with { Expected = 5 }],
                Collected = [new CollectedRow("a", Rows.Start, Rows.Start + 60_000)],
            },
            CancellationToken.None);

        Assert.Equal(
            ["text|2026-01-25T00:00:00.007Z|integer|integer|real|real|text"],
            await database.RowsAsync(
                "SELECT typeof(WindowStart), WindowStart, typeof(WindowSeconds), typeof(Seq), typeof(Observed), typeof(Score), typeof(Explanation) FROM Detections"));
        Assert.Equal(
            ["text|2026-01-25T00:00:00.999Z|null|real|integer|null"],
            await database.RowsAsync(
                "SELECT typeof(ResolvedAt), ResolvedAt, typeof(ConfirmedAt), typeof(PeakRate), typeof(DistinctReporters), typeof(CauseId) FROM Incidents"));
        Assert.Equal(
            ["text|integer|real|integer"],
            await database.RowsAsync("SELECT typeof(WindowStart), typeof(Count), typeof(Expected), typeof(Final) FROM Counts"));
        Assert.Equal(["text|text"], await database.RowsAsync("SELECT typeof(FromTime), typeof(ToTime) FROM Collected"));
        Assert.Equal(["2026-01-25T00:00:00.000Z"], await database.RowsAsync("SELECT Time FROM Partitions"));
    }

    [Fact]
    public async Task Pending_WhileAnotherProcessWrites_ReadsWhatIsCommitted()
    {
        await using var database = new SqliteTestDatabase();
        var store = database.Open();
        await store.PrepareAsync(CancellationToken.None);
        var taken = await store.TakeAsync(Rows.Key(), 8, CancellationToken.None);
        await store.CommitAsync(taken.Commit(1) with { Detections = [Rows.Detection("d1")] }, CancellationToken.None);
        await using var other = (SqliteConnection)database.Connect();
        await other.OpenAsync();
        await using var writing = other.BeginTransaction(deferred: false);

        Assert.Single(await store.PendingAsync(Rows.Key(), 10, CancellationToken.None));
    }

    [Fact]
    public async Task Commit_WhileAnotherProcessHoldsTheFile_FailsAsTransientAndWorksAfterwards()
    {
        await using var database = new SqliteTestDatabase();
        var store = database.Open();
        await store.PrepareAsync(CancellationToken.None);
        var taken = await store.TakeAsync(Rows.Key(), 8, CancellationToken.None);
        await using var other = (SqliteConnection)database.Connect();
        await other.OpenAsync();
        await using (other.BeginTransaction(deferred: false))
        {
            var busy = await Assert.ThrowsAsync<SqliteException>(() => store.CommitAsync(taken.Commit(1), CancellationToken.None));
            Assert.Equal(StoreFailure.Transient, store.Classify(busy));
        }

        Assert.True(await store.CommitAsync(taken.Commit(1), CancellationToken.None));
    }

    [Fact]
    public async Task Commit_WaitingForItsTurn_CanBeCancelled()
    {
        await using var database = new SqliteTestDatabase();
        var store = database.Open();
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.TakeAsync(Rows.Key(), 8, cancel.Token));
    }

    [Fact]
    public async Task Prepare_FileThatIsNoDatabase_IsFatal()
    {
        await using var database = new SqliteTestDatabase();
        Directory.CreateDirectory(Path.GetDirectoryName(database.File)!);
        await File.WriteAllTextAsync(database.File, new string('x', 4096));
        var store = database.Open();

        var error = await Assert.ThrowsAsync<SqliteException>(() => store.PrepareAsync(CancellationToken.None));

        Assert.Equal(StoreFailure.Fatal, store.Classify(error));
    }

    [Fact]
    public async Task Prepare_PathThatIsAFolder_IsFatal()
    {
        await using var database = new SqliteTestDatabase();
        Directory.CreateDirectory(database.File);
        var store = database.Open();

        var error = await Assert.ThrowsAsync<SqliteException>(() => store.PrepareAsync(CancellationToken.None));

        Assert.Equal(StoreFailure.Fatal, store.Classify(error));
    }

    [Fact]
    public async Task Commit_OfARowThatBreaksAConstraint_IsABug()
    {
        await using var database = new SqliteTestDatabase();
        var store = database.Open();
        await store.PrepareAsync(CancellationToken.None);
        var taken = await store.TakeAsync(Rows.Key(), 8, CancellationToken.None);

        var error = await Assert.ThrowsAsync<SqliteException>(
            () => store.CommitAsync(taken.Commit(1) with { Events = [Rows.Event("i1", 1, null!)] }, CancellationToken.None));

        Assert.Equal(StoreFailure.Bug, store.Classify(error));
    }

    [Theory]
    [InlineData("data/signals.db", true)]
    [InlineData("", false)]
    [InlineData(":memory:", false)]
    [InlineData("Data Source=x.db", false)]
    public void Problem_Connection_HasToBeAPath(string connection, bool good) =>
        Assert.Equal(good, new StoreOptions(StoreKind.Sqlite, connection, RetentionAges.Default).Problem() is null);
}
