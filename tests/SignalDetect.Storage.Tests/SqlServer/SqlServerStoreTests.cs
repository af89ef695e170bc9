using System.Data;
using SignalDetect.Core.Pipeline;
using SignalDetect.Storage.Retention;
using SignalDetect.Storage.SqlServer;
using SignalDetect.Storage.SqlServer.Statements;

namespace SignalDetect.Storage.Tests.SqlServer;

/// <summary>The order of statements, and what they are given, held against a scripted server.</summary>
public sealed class SqlServerStoreTests
{
    private static readonly string[] PartitionColumns =
        ["PartitionCount", "Epoch", "LogOffset", "SnapshotOffset", "Sent", "Extra", "Counted", "Duplicate", "Dead", "Unmatched"];

    private readonly ScriptedServer server = new();

    private static StoredPartition Taken { get; } = new(4, 100, default, 50, default);

    private static PartitionCommit Full { get; } = Taken.Commit(110) with
    {
        Snapshot = new byte[] { 7 },
        RollUp = true,
        Time = Rows.Start + 1,
        Detections = [Rows.Detection("d1"), Rows.Detection("d2"), Rows.Detection("d1")],
        Incidents = [Rows.Incident("i1", 1), Rows.Incident("i1", 2), Rows.Incident("i2", 3)],
        Events = [Rows.Event("i1", 1), Rows.Event("i1", 2)],
        Counts = [Rows.Count("a", Rows.Start, 3), Rows.Count("b", Rows.Start, 4), Rows.Count("a", Rows.Start, 5)],
        Collected = [new CollectedRow("a", 0, 5), new CollectedRow("a", 0, 9), new CollectedRow("a", 0, 7)],
    };

    private IStore Store => new SqlServerStore(new SqlServerDatabase(server.Connect), RetentionAges.Default);

    private ScriptedServer Owned => server
        .On(PartitionStatements.Fence, ["Epoch"], [4L])
        .On(PartitionStatements.TakeNumbers, ["Value"], [108L])
        .On(RowStatements.Detections, ["DetectionId"], ["d1"])
        .On(RowStatements.StoredIncidents, ["IncidentId", "Revision", "CauseId", "Role"], ["i2", 2, "c9", "culprit"]);

    [Fact]
    public async Task Take_PartitionWithARow_RaisesItsEpochFirst()
    {
        server.On(PartitionStatements.RaiseEpoch, PartitionColumns, [8, 5L, 100L, 50L, 1L, 2L, 3L, 4L, 5L, 6L]).On(
            PartitionStatements.ReadSnapshot, ["State"], [new byte[] { 1, 2 }]);

        var taken = await Store.TakeAsync(Rows.Key(3), 8, CancellationToken.None);

        Assert.Equal(["OtherCount", "begin", "RaiseEpoch", "ReadSnapshot", "commit"], server.Log);
        Assert.Equal((5, 100, 50, new Totals(1, 2, 3, 4, 5, 6)), (taken.Epoch, taken.Offset, taken.SnapshotOffset, taken.Totals));
        Assert.Equal([1, 2], taken.Snapshot.ToArray());
    }

    [Fact]
    public async Task Take_NewPartition_InsertsItsRow()
    {
        server.On(PartitionStatements.Insert, PartitionColumns, [8, 1L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L]);

        var taken = await Store.TakeAsync(Rows.Key(3), 8, CancellationToken.None);

        Assert.Equal(["OtherCount", "begin", "RaiseEpoch", "Insert", "ReadSnapshot", "commit"], server.Log);
        Assert.Equal((1, 0), (taken.Epoch, taken.Offset));
        Assert.True(taken.Snapshot.IsEmpty);
    }

    [Fact]
    public async Task Take_AnotherPartitionCount_ChangesNothing()
    {
        server.On(PartitionStatements.OtherCount, ["PartitionCount"], [8]);

        var error = await Assert.ThrowsAsync<PartitionCountException>(() => Store.TakeAsync(Rows.Key(3), 16, CancellationToken.None));

        Assert.Contains("16 partitions", error.Message);
        Assert.Contains("for 8", error.Message);
        Assert.Equal(["OtherCount"], server.Log);
    }

    [Fact]
    public async Task Commit_ByAFencedOwner_AsksNothingMore()
    {
        Assert.False(await Store.CommitAsync(Full, CancellationToken.None));

        Assert.Equal(["begin", "Fence", "rollback"], server.Log);
    }

    [Fact]
    public async Task Commit_Everything_PassesTheFenceFirstAndTakesNumbersLate()
    {
        _ = Owned;

        Assert.True(await Store.CommitAsync(Full, CancellationToken.None));

        Assert.Equal(
            [
                "begin", "Fence", "WriteSnapshot", "Counts(2)", "Collected(1)", "RollUp", "Delete", "RollUp", "Delete", "Delete", "TrimCollected",
                "TakeNumbers", "Detections(2)", "StoredIncidents(2)", "Incidents(2)", "Events(2)", "Messages(4)", "commit",
            ],
            server.Log);
        var fence = server.Parameters["Fence"];
        Assert.Equal((4L, 110L, 110L), (fence["Epoch"].Value, fence["LogOffset"].Value, fence["SnapshotOffset"].Value));
        Assert.Equal((SqlDbType.DateTime2, 3), (fence["Time"].SqlDbType, fence["Time"].Scale));
        Assert.Equal(new DateTime(2026, 1, 25, 0, 0, 0, 1), fence["Time"].Value);
    }

    [Fact]
    public async Task Commit_RowsOfOneKey_AreSentOnce()
    {
        _ = Owned;

        await Store.CommitAsync(Full, CancellationToken.None);

        Assert.Equal(["a|5", "b|4"], server.Rows["Counts"].Select(row => row.Split('|')).Select(row => $"{row[1]}|{row[4]}").Order());
        Assert.Equal(["a|1970-01-01T00:00:00.000Z|1970-01-01T00:00:00.009Z"], server.Rows["Collected"]);
    }

    [Fact]
    public async Task Commit_NumberedRows_GetTheNumbersTaken()
    {
        _ = Owned;

        await Store.CommitAsync(Full, CancellationToken.None);

        // 8 numbers up to 108: detections 101 to 103, incidents 104 to 106, events 107 and 108.
        Assert.Equal(8, server.Parameters["TakeNumbers"]["Needed"].Value);
        Assert.Equal(["101|d1", "102|d2"], server.Rows["Detections"].Select(row => string.Join('|', row.Split('|')[..2])));
        Assert.Equal(["107|i1|1", "108|i1|2"], server.Rows["Events"].Select(row => string.Join('|', row.Split('|')[..3])));
        Assert.Equal(
            ["101|detections", "104|incidents", "105|incidents", "106|incidents"], server.Rows["Messages"].Select(row => string.Join('|', row.Split('|')[..2])));
    }

    [Fact]
    public async Task Commit_IncidentsStored_KeepTheirCauseAndTheNewestRevision()
    {
        _ = Owned;

        await Store.CommitAsync(Full, CancellationToken.None);

        Assert.Equal(["i1|2||", "i2|3|c9|culprit"], server.Rows["Incidents"].Select(row => row.Split('|')).Select(row => $"{row[0]}|{row[1]}|{row[18]}|{row[19]}"));
        Assert.Contains("\"causeId\":\"c9\",\"role\":\"culprit\"", server.Rows["Messages"][^1]);
    }

    [Fact]
    public async Task Commit_RevisionsThatAreNotNewer_AreNeitherWrittenNorPublished()
    {
        _ = Owned;

        await Store.CommitAsync(Taken.Commit(110) with { Incidents = [Rows.Incident("i2", 2), Rows.Incident("i1", 3), Rows.Incident("i1", 2)] }, CancellationToken.None);

        Assert.Equal(["i1|3"], server.Rows["Incidents"].Select(row => string.Join('|', row.Split('|')[..2])));
        Assert.Single(server.Rows["Messages"]);
    }

    [Fact]
    public async Task Commit_ManyCounts_StaysBelowTheLocksThatWouldLockTheTable()
    {
        _ = Owned;

        await Store.CommitAsync(
            Taken.Commit(110) with { Counts = [.. Enumerable.Range(0, 10_000).Select(i => Rows.Count($"s{i}", Rows.Start, i))] }, CancellationToken.None);

        Assert.Equal(["begin", "Fence", "Counts(4000)", "Counts(4000)", "Counts(2000)", "commit"], server.Log);
        Assert.Equal(10_000, server.Rows["Counts"].Distinct().Count());
        Assert.True(server.Parameters["Fence"]["SnapshotOffset"].Value is DBNull);
    }

    [Fact]
    public async Task Commit_CutOffInTheMiddle_IsRolledBack()
    {
        Owned.On(RowStatements.Detections, () => throw new IOException("cut"));

        await Assert.ThrowsAsync<IOException>(() => Store.CommitAsync(Full, CancellationToken.None));

        Assert.Equal("rollback", server.Log[^1]);
        Assert.DoesNotContain("commit", server.Log);
    }

    [Fact]
    public async Task Commit_BrokenOffByTheCaller_SaysThatItWasCancelled()
    {
        using var cancel = new CancellationTokenSource();
        Owned.On(RowStatements.Detections, () =>
        {
            cancel.Cancel();
            throw new InvalidOperationException("Operation cancelled by user.");
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.CommitAsync(Full, cancel.Token));

        Assert.Equal("rollback", server.Log[^1]);
    }

    [Fact]
    public async Task Pending_AndPublished_AreOfOnePartition()
    {
        server.On(PartitionStatements.Pending, ["Id", "Topic", "Key", "Value"], [5L, "incidents", "a", "{}"]);

        var message = Assert.Single(await Store.PendingAsync(Rows.Key(3), 10, CancellationToken.None));
        await Store.PublishedAsync(Rows.Key(3), message.Id, CancellationToken.None);

        Assert.Equal(new OutboxMessage(5, "incidents", "a", "{}"), message);
        var published = server.Parameters["Published"];
        Assert.Equal(("test", "signals", 3, 5L), (published["Pipeline"].Value, published["Topic"].Value, published["Partition"].Value, published["Through"].Value));
    }

    [Fact]
    public async Task Prepare_SchemaMissingOrOlder_SaysWhatToRun()
    {
        var missing = await Assert.ThrowsAsync<StoreNotReadyException>(() => Store.PrepareAsync(CancellationToken.None));
        Assert.Contains("db migrate", missing.Message);

        server.On(SchemaStatements.Exists, [""], [1]);
        var empty = await Assert.ThrowsAsync<StoreNotReadyException>(() => Store.PrepareAsync(CancellationToken.None));
        Assert.Contains("db migrate", empty.Message);

        server.On(
            SchemaStatements.Read, ["Version", "Name", "Checksum"],
            [.. Schema.Migration.Load("SqlServer").Select(step => new object?[] { step.Version, step.Name, step.Checksum })]);
        await Store.PrepareAsync(CancellationToken.None);
    }
}
