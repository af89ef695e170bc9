using SignalDetect.Core.Pipeline;

namespace SignalDetect.Storage.Tests;

public sealed class TakeTests
{
    public static TheoryData<StoreKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Take_NewPartition_StartsAtNothing(StoreKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);

        var taken = await database.Open().TakeAsync(Rows.Key(), 8, CancellationToken.None);

        Assert.Equal(0, taken.Offset);
        Assert.Equal(0, taken.SnapshotOffset);
        Assert.True(taken.Snapshot.IsEmpty);
        Assert.Equal(default, taken.Totals);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Take_AfterCommits_ReadsTheLastOffsetTotalsAndSnapshot(StoreKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var store = database.Open();
        var first = await store.TakeAsync(Rows.Key(), 8, CancellationToken.None);
        Assert.True(await store.CommitAsync(first.Commit(100) with { Snapshot = new byte[] { 1, 2, 3 } }, CancellationToken.None));
        Assert.True(await store.CommitAsync(first.Commit(150) with { Totals = new Totals(150, 5, 140, 6, 7, 2) }, CancellationToken.None));

        var second = await database.Open().TakeAsync(Rows.Key(), 8, CancellationToken.None);

        Assert.True(second.Epoch > first.Epoch);
        Assert.Equal(150, second.Offset);
        Assert.Equal(100, second.SnapshotOffset);
        Assert.Equal([1, 2, 3], second.Snapshot.ToArray());
        Assert.Equal(new Totals(150, 5, 140, 6, 7, 2), second.Totals);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Take_SnapshotCutFromALargerArray_IsStoredAsCut(StoreKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var store = database.Open();
        var first = await store.TakeAsync(Rows.Key(), 8, CancellationToken.None);
        await store.CommitAsync(first.Commit(1) with { Snapshot = new byte[] { 9, 9 } }, CancellationToken.None);
        await store.CommitAsync(first.Commit(2) with { Snapshot = new byte[] { 1, 2, 3, 4 }.AsMemory(1, 2) }, CancellationToken.None);

        var second = await store.TakeAsync(Rows.Key(), 8, CancellationToken.None);

        Assert.Equal([2, 3], second.Snapshot.ToArray());
        Assert.Equal(2, second.SnapshotOffset);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Take_AnotherPartitionCount_NamesBothAndFencesNobody(StoreKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var store = database.Open();
        var owner = await store.TakeAsync(Rows.Key(0), 8, CancellationToken.None);

        var same = await Assert.ThrowsAsync<PartitionCountException>(() => store.TakeAsync(Rows.Key(0), 16, CancellationToken.None));
        var other = await Assert.ThrowsAsync<PartitionCountException>(() => store.TakeAsync(Rows.Key(12), 16, CancellationToken.None));

        foreach (var message in new[] { same.Message, other.Message })
        {
            Assert.Contains("16 partitions", message);
            Assert.Contains("for 8", message);
        }

        Assert.True(await store.CommitAsync(owner.Commit(1), CancellationToken.None));
        Assert.Equal(["0"], await database.RowsAsync("SELECT Partition FROM Partitions"));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Take_OtherPipelineOrTopic_HasItsOwnState(StoreKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var store = database.Open();
        var owner = await store.TakeAsync(Rows.Key(), 8, CancellationToken.None);
        await store.CommitAsync(owner.Commit(7), CancellationToken.None);

        foreach (var key in new[] { Rows.Key() with { Pipeline = "other" }, Rows.Key() with { Topic = "other" }, Rows.Key(1) })
            Assert.Equal(0, (await store.TakeAsync(key, key.Partition == 1 ? 8 : 4, CancellationToken.None)).Offset);

        Assert.True(await store.CommitAsync(owner.Commit(8), CancellationToken.None));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Take_ByManyAtOnce_GivesEachAnEpochOfItsOwn(StoreKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var stores = Enumerable.Range(0, 8).Select(_ => database.Open()).ToArray();

        var taken = await Task.WhenAll(stores.Select(store => store.TakeAsync(Rows.Key(), 8, CancellationToken.None)));

        Assert.Equal(8, taken.Select(each => each.Epoch).Distinct().Count());
        var last = taken.MaxBy(each => each.Epoch)!;
        foreach (var each in taken)
            Assert.Equal(each == last, await stores[0].CommitAsync(each.Commit(1), CancellationToken.None));
    }
}
