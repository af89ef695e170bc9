using SignalDetect.Core.Pipeline;

namespace SignalDetect.Storage.Tests;

public sealed class MigrationTests
{
    public static TheoryData<StoreKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Migrate_Twice_DoesNothingTheSecondTime(StoreKind kind)
    {
        await using var database = await TestDatabase.EmptyAsync(kind);

        Assert.NotEmpty(await StoreFactory.CreateMigrator(database.Options).MigrateAsync(CancellationToken.None));
        Assert.Empty(await StoreFactory.CreateMigrator(database.Options).MigrateAsync(CancellationToken.None));

        await database.Open().PrepareAsync(CancellationToken.None);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Migrate_ByManyAtOnce_IsDoneByOne(StoreKind kind)
    {
        await using var database = await TestDatabase.EmptyAsync(kind);

        var applied = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Task.Run(() => StoreFactory.CreateMigrator(database.Options).MigrateAsync(CancellationToken.None))));

        Assert.Single(applied, steps => steps.Count > 0);
        Assert.Equal(0, (await database.Open().TakeAsync(Rows.Key(), 8, CancellationToken.None)).Offset);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Prepare_AfterAMigrationFileChanged_NamesIt(StoreKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await database.ExecuteAsync("UPDATE SchemaVersion SET Checksum = 'another' WHERE Version = 1");

        var error = await Assert.ThrowsAsync<StoreNotReadyException>(() => database.Open().PrepareAsync(CancellationToken.None));

        Assert.Contains("0001_tables", error.Message);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Prepare_DatabaseOfANewerProgram_SaysSo(StoreKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await database.ExecuteAsync("INSERT INTO SchemaVersion (Version, Name, Checksum) VALUES (999, '0999_later', 'x')");

        var error = await Assert.ThrowsAsync<StoreNotReadyException>(() => database.Open().PrepareAsync(CancellationToken.None));

        Assert.Contains("999", error.Message);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Script_RunByHand_LeavesNothingToMigrate(StoreKind kind)
    {
        await using var database = await TestDatabase.EmptyAsync(kind);
        var migrator = StoreFactory.CreateMigrator(database.Options);

        foreach (var batch in ("\n" + migrator.Script()).Split("\nGO\n").Where(batch => batch.Trim().Length > 0)) await database.ExecuteAsync(batch);

        Assert.Empty(await migrator.MigrateAsync(CancellationToken.None));
        await database.Open().PrepareAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Prepare_SqliteFileThatIsNotThere_CreatesItWithItsFolder()
    {
        await using var database = new SqliteTestDatabase();
        Assert.False(Directory.Exists(Path.GetDirectoryName(database.File)));

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => database.Open().PrepareAsync(CancellationToken.None))));

        Assert.True(File.Exists(database.File));
        Assert.Equal(["wal"], await database.RowsAsync("PRAGMA journal_mode"));
    }
}
