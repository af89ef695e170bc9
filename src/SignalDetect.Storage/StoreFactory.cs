using SignalDetect.Core.Pipeline;
using SignalDetect.Storage.Schema;
using SignalDetect.Storage.Sqlite;
using SignalDetect.Storage.SqlServer;

namespace SignalDetect.Storage;

/// <summary>Makes the store that options ask for. Nothing is opened before it is used.</summary>
public static class StoreFactory
{
    /// <summary>The store. Look at <see cref="StoreOptions.Problem"/> first.</summary>
    public static IStore Create(StoreOptions options) => options.Kind switch
    {
        StoreKind.Sqlite => new SqliteStore(new SqliteDatabase(options.Connection), options.Retention),
        StoreKind.SqlServer => new SqlServerStore(new SqlServerDatabase(options.Connection), options.Retention),
        _ => throw new ArgumentOutOfRangeException(nameof(options), options.Kind, "no such store"),
    };

    /// <summary>What creates and upgrades the store's schema.</summary>
    public static Migrator CreateMigrator(StoreOptions options) => options.Kind switch
    {
        StoreKind.Sqlite => new SqliteMigrator(new SqliteDatabase(options.Connection)),
        StoreKind.SqlServer => new SqlServerMigrator(new SqlServerDatabase(options.Connection)),
        _ => throw new ArgumentOutOfRangeException(nameof(options), options.Kind, "no such store"),
    };
}
