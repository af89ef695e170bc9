using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using SignalDetect.Core.Pipeline;
using SignalDetect.Storage.Retention;
using SignalDetect.Storage.Tests.SqlServer;

namespace SignalDetect.Storage.Tests;

/// <summary>A fresh database of either kind, looked at from outside through plain SQL.</summary>
public abstract class TestDatabase : IAsyncDisposable
{
    private readonly List<IStore> opened = [];

    /// <summary>The kinds that the suite runs on here.</summary>
    public static TheoryData<StoreKind> Kinds { get; } = [.. AllKinds];

    public static IReadOnlyList<StoreKind> AllKinds =>
        SqlServerTestDatabase.Connection is null ? [StoreKind.Sqlite] : [StoreKind.Sqlite, StoreKind.SqlServer];

    public abstract StoreOptions Options { get; }

    /// <summary>A database with nothing in it.</summary>
    public static async Task<TestDatabase> EmptyAsync(StoreKind kind) =>
        kind == StoreKind.SqlServer ? await SqlServerTestDatabase.EmptiedAsync() : new SqliteTestDatabase();

    /// <summary>A database with the schema.</summary>
    public static async Task<TestDatabase> CreateAsync(StoreKind kind)
    {
        var database = await EmptyAsync(kind);
        await StoreFactory.CreateMigrator(database.Options).MigrateAsync(CancellationToken.None);
        return database;
    }

    /// <summary>A store such as another process would have: it shares nothing with the others but the database.</summary>
    public IStore Open(RetentionAges? ages = null)
    {
        var store = StoreFactory.Create(ages is null ? Options : Options with { Retention = ages });
        opened.Add(store);
        return store;
    }

    public abstract DbConnection Connect();

    /// <summary>The rows of a query, each as its values between bars; times as in the contract, null as nothing.</summary>
    public async Task<string[]> RowsAsync(string sql)
    {
        await using var connection = Connect();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "" : Text(reader.GetValue(i)))));
        return [.. rows];
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = Connect();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var store in opened) await store.DisposeAsync();
        Remove();
        GC.SuppressFinalize(this);
    }

    protected abstract void Remove();

    internal static string Text(object value) => value switch
    {
        DateTime time => RowTime.Text(new DateTimeOffset(time, TimeSpan.Zero).ToUnixTimeMilliseconds()),
        bool flag => flag ? "1" : "0",
        byte[] bytes => Convert.ToHexString(bytes),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}

/// <summary>A SQLite file in a folder of its own, which does not exist yet.</summary>
internal sealed class SqliteTestDatabase : TestDatabase
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), "signaldetect-" + Path.GetRandomFileName());

    public string File => Path.Combine(folder, "rows", "test.db");

    public override StoreOptions Options => new(StoreKind.Sqlite, File, RetentionAges.Default);

    public override DbConnection Connect()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        return new SqliteConnection($"Data Source={File};Pooling=False");
    }

    protected override void Remove()
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }
}
