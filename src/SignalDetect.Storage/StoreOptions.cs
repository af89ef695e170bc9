using SignalDetect.Storage.Retention;

namespace SignalDetect.Storage;

/// <summary>The databases that rows can be kept in.</summary>
public enum StoreKind
{
    /// <summary>A file, for one machine.</summary>
    Sqlite,

    /// <summary>SQL Server 2016 or later, or Babelfish for PostgreSQL.</summary>
    SqlServer,
}

/// <summary>Where rows are kept, and for how long.</summary>
/// <param name="Connection">For SQLite a path, relative to the working folder; for SQL Server a connection string.</param>
public sealed record StoreOptions(StoreKind Kind, string Connection, RetentionAges Retention)
{
    /// <summary>What is wrong with these options: the setting's name and what would be right, in one line; null where nothing is.</summary>
    public string? Problem() => Retention.Problem() ?? Kind switch
    {
        StoreKind.Sqlite => Sqlite.SqliteDatabase.Problem(Connection),
        StoreKind.SqlServer => SqlServer.SqlServerDatabase.Problem(Connection),
        _ => $"store.kind: {Kind} is not one of sqlite, sqlserver",
    };
}
