using System.Collections;
using SignalDetect.Core.Pipeline;

namespace SignalDetect.Storage.Tests;

public sealed class CommitTests
{
    public static TheoryData<StoreKind> Kinds => TestDatabase.Kinds;

    private static PartitionCommit Full(StoredPartition taken, long offset) => taken.Commit(offset) with
    {
        Snapshot = new byte[] { 7 },
        RollUp = true,
        Totals = new Totals(9, 0, 9, 0, 0, 0),
        Detections = [Rows.Detection("d1")],
        Incidents = [Rows.Incident("i1", 1)],
        Events = [Rows.Event("i1", 1)],
        Counts = [Rows.Count("tiktok", Rows.Start, 3)],
        Collected = [new CollectedRow("tiktok", Rows.Start, Rows.Start + Rows.Minute)],
    };

    private static async Task<string> SumAsync(TestDatabase database)
    {
        string[] tables = ["Detections", "Incidents", "IncidentEvents", "Counts", "Collected", "Outbox", "Snapshots"];
        var sums = new List<string>();
        foreach (var table in tables) sums.AddRange(await database.RowsAsync($"SELECT COUNT(*) FROM {table}"));
        return string.Join(' ', sums);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Commit_Everything_StandsInTheTables(StoreKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var store = database.Open();
        var taken = await store.TakeAsync(Rows.Key(), 8, CancellationToken.None);

        Assert.True(await store.CommitAsync(Full(taken, 10), CancellationToken.None));

        Assert.Equal(
            ["d1|1|test|tiktok|tiktok/feature=upload|spike|tail|2026-01-25T00:00:00.000Z|60|41|5.25|0|12.5|0.97|1.5E-09|i1|{\"why\":\"41 > 12.5\"}"],
            await database.RowsAsync(
                """
                SELECT DetectionId, Seq, Pipeline, ServiceId, Stream, Kind, Detector, WindowStart, WindowSeconds, Observed, Expected, Lower, Upper, Score,
                    PValue, IncidentId, Explanation FROM Detections
                """));
        Assert.Equal(
            [
                "i1|1|tiktok|suspected|major|2026-01-24T23:58:00.000Z|2026-01-25T00:00:00.000Z|||||2026-01-25T00:01:00.000Z|41.5|5.25|17|[\"upload\"]|"
                + "[\"US\",\"US-CA\"]|||{\"cleared\":\"below 12.5\"}",
            ],
            await database.RowsAsync(
                """
                SELECT IncidentId, Revision, ServiceId, State, Severity, StartedAt, DetectedAt, ConfirmedAt, RecoveringAt, ResolvedAt, AcknowledgedAt, PeakAt,
                    PeakRate, ExpectedRate, DistinctReporters, Features, Regions, CauseId, Role, Explanation FROM Incidents
                """));
        Assert.Equal(
            ["i1|1|3|2026-01-25T00:00:00.000Z|suspected|41 reports, 5 expected"],
            await database.RowsAsync("SELECT IncidentId, Revision, Seq, At, State, Note FROM IncidentEvents"));
        Assert.Equal(
            ["tiktok|2026-01-25T00:00:00.000Z|60|3|3|5.25|0|12.5|0"],
            await database.RowsAsync("SELECT Stream, WindowStart, WindowSeconds, Count, DistinctReporters, Expected, Lower, Upper, Final FROM Counts"));
        Assert.Equal(
            ["tiktok|2026-01-25T00:00:00.000Z|2026-01-25T00:01:00.000Z"],
            await database.RowsAsync("SELECT ServiceId, FromTime, ToTime FROM Collected"));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Commit_ByAFencedOwner_WritesNothing(StoreKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var old = database.Open();
        var before = await old.TakeAsync(Rows.Key(), 8, CancellationToken.None);
        var later = await database.Open().TakeAsync(Rows.Key(), 8, CancellationToken.None);

        Assert.False(await old.CommitAsync(Full(before, 10), CancellationToken.None));

        Assert.Equal("0 0 0 0 0 0 0", await SumAsync(database));
        Assert.Equal(["0"], await database.RowsAsync("SELECT Value FROM Sequences"));
        var now = await old.TakeAsync(Rows.Key(), 8, CancellationToken.None);
        Assert.Equal(later with { Epoch = now.Epoch }, now);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Commit_OfAPartitionNeverTaken_WritesNothing(StoreKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var nobody = new StoredPartition(0, 0, default, 0, default);

        Assert.False(await database.Open().CommitAsync(Full(nobody, 10), CancellationToken.None));

        Assert.Equal("0 0 0 0 0 0 0", await SumAsync(database));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Commit_BrokenOffInTheMiddle_LeavesNothingAndTheStoreGoesOn(StoreKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var store = database.Open();
        var taken = await store.TakeAsync(Rows.Key(), 8, CancellationToken.None);
        var broken = Full(taken, 10) with { Events = new BreaksOff<IncidentEventRow>(Rows.Event("i1", 1), 3) };

        await Assert.ThrowsAsync<IOException>(() => store.CommitAsync(broken, CancellationToken.None));

        Assert.Equal("0 0 0 0 0 0 0", await SumAsync(database));
        Assert.Equal(0, (await database.Open().TakeAsync(Rows.Key(), 8, CancellationToken.None)).Offset);
        var again = await store.TakeAsync(Rows.Key(), 8, CancellationToken.None);
        Assert.True(await store.CommitAsync(Full(again, 10), CancellationToken.None));
        Assert.Equal("1 1 1 1 1 2 1", await SumAsync(database));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Commit_OfUnknownOutcome_IsToldByTheOffsetOfTheNextTake(StoreKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var store = database.Open();
        var taken = await store.TakeAsync(Rows.Key(), 8, CancellationToken.None);
        var commit = Full(taken, 10);
        Assert.True(await store.CommitAsync(commit, CancellationToken.None)); // but suppose that the answer was lost

        var again = await store.TakeAsync(Rows.Key(), 8, CancellationToken.None);

        Assert.Equal(commit.Offset, again.Offset);
        Assert.False(await store.CommitAsync(commit, CancellationToken.None));
        Assert.Equal("1 1 1 1 1 2 1", await SumAsync(database));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Commit_TheSameRowsAgain_ChangesAndPublishesNothing(StoreKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var store = database.Open();
        var taken = await store.TakeAsync(Rows.Key(), 8, CancellationToken.None);
        await store.CommitAsync(Full(taken, 10), CancellationToken.None);
        var again = Full(taken, 20) with
        {
            Detections = [Rows.Detection("d1") with { Score = 0.5 }, Rows.Detection("d2"), Rows.Detection("d2")],
            Events = [Rows.Event("i1", 1, "confirmed")],
            Incidents = [Rows.Incident("i1", 1, "confirmed")],
        };

        Assert.True(await store.CommitAsync(again, CancellationToken.None));

        Assert.Equal(["d1|0.97", "d2|0.97"], await database.RowsAsync("SELECT DetectionId, Score FROM Detections ORDER BY Seq"));
        Assert.Equal(["suspected"], await database.RowsAsync("SELECT State FROM IncidentEvents"));
        Assert.Equal(["suspected"], await database.RowsAsync("SELECT State FROM Incidents"));
        Assert.Equal(["detections", "incidents", "detections"], (await store.PendingAsync(Rows.Key(), 10, CancellationToken.None)).Select(m => m.Topic));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Commit_NewerRevision_TakesTheRowsPlaceAndKeepsItsCause(StoreKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var store = database.Open();
        var taken = await store.TakeAsync(Rows.Key(), 8, CancellationToken.None);
        await store.CommitAsync(Full(taken, 10), CancellationToken.None);
        await database.ExecuteAsync("UPDATE Incidents SET CauseId = 'c1', Role = 'culprit'");
        IncidentRow[] revisions =
        [
            Rows.Incident("i1", 2, "confirmed") with { ConfirmedAt = Rows.Start + 5 },
            Rows.Incident("i1", 3, "recovering") with { ConfirmedAt = Rows.Start + 5, RecoveringAt = Rows.Start + 6 },
            Rows.Incident("i2", 1),
        ];

        Assert.True(await store.CommitAsync(taken.Commit(20) with { Incidents = revisions }, CancellationToken.None));

        Assert.Equal(
            ["i1|3|recovering|2026-01-25T00:00:00.005Z|2026-01-25T00:00:00.006Z||c1|culprit", "i2|1|suspected|||||"],
            await database.RowsAsync(
                "SELECT IncidentId, Revision, State, ConfirmedAt, RecoveringAt, ResolvedAt, CauseId, Role FROM Incidents ORDER BY IncidentId"));
        var messages = (await store.PendingAsync(Rows.Key(), 10, CancellationToken.None)).Where(m => m.Topic == "incidents").Select(m => m.Value).ToArray();
        Assert.Equal(4, messages.Length);
        Assert.Contains("\"revision\":2", messages[1]);
        Assert.Contains("\"causeId\":\"c1\",\"role\":\"culprit\"", messages[1]);
        Assert.Contains("\"revision\":3", messages[2]);
        Assert.Contains("\"causeId\":\"c1\",\"role\":\"culprit\"", messages[2]);
        Assert.Contains("\"causeId\":null,\"role\":null", messages[3]);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Commit_CountsOfAWindow_AreReplacedByTheLater(StoreKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var store = database.Open();
        var taken = await store.TakeAsync(Rows.Key(), 8, CancellationToken.None);
        await store.CommitAsync(
            taken.Commit(1) with
            {
                Counts = [Rows.Count("a", Rows.Start, 3) with { Expected = null, Lower = null, Upper = null }, Rows.Count("b", Rows.Start, 1)],
            },
            CancellationToken.None);

        await store.CommitAsync(
            taken.Commit(2) with { Counts = [Rows.Count("a", Rows.Start, 8) with { Final = true }, Rows.Count("a", Rows.Start + Rows.Minute, 2)] },
            CancellationToken.None);

        Assert.Equal(
            [
                "a|2026-01-25T00:00:00.000Z|8|8|5.25|0|12.5|1",
                "a|2026-01-25T00:01:00.000Z|2|2|5.25|0|12.5|0",
                "b|2026-01-25T00:00:00.000Z|1|1|5.25|0|12.5|0",
            ],
            await database.RowsAsync(
                "SELECT Stream, WindowStart, Count, DistinctReporters, Expected, Lower, Upper, Final FROM Counts ORDER BY Stream, WindowStart"));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Commit_CollectedSpan_GrowsAndNeverShrinks(StoreKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var store = database.Open();
        var taken = await store.TakeAsync(Rows.Key(), 8, CancellationToken.None);
        long offset = 0;
        foreach (var (from, to) in new[] { (0, 1), (0, 5), (0, 3), (9, 10) })
            await store.CommitAsync(
                taken.Commit(++offset) with { Collected = [new CollectedRow("tiktok", Rows.Start + from, Rows.Start + to)] }, CancellationToken.None);

        Assert.Equal(
            ["2026-01-25T00:00:00.000Z|2026-01-25T00:00:00.005Z", "2026-01-25T00:00:00.009Z|2026-01-25T00:00:00.010Z"],
            await database.RowsAsync("SELECT FromTime, ToTime FROM Collected ORDER BY FromTime"));
    }

    /// <summary>A list whose reader is cut off after some rows, as a process or a connection is.</summary>
    private sealed class BreaksOff<T>(T row, int count) : IReadOnlyList<T>
    {
        public int Count => count;

        public T this[int index] => index < count - 1 ? row : throw new IOException("cut");

        public IEnumerator<T> GetEnumerator() => Enumerable.Range(0, count).Select(i => this[i]).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
