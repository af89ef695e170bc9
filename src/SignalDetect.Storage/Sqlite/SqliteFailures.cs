using Microsoft.Data.Sqlite;
using SignalDetect.Core.Pipeline;
using static SQLitePCL.raw;

namespace SignalDetect.Storage.Sqlite;

/// <summary>Tells a file that is busy or full from one that cannot be used.</summary>
internal static class SqliteFailures
{
    public static StoreFailure Classify(Exception error) => error switch
    {
        SqliteException sqlite => Classify(sqlite.SqliteErrorCode),
        UnauthorizedAccessException => StoreFailure.Fatal,
        IOException => StoreFailure.Transient,
        _ => StoreFailure.Bug,
    };

    private static StoreFailure Classify(int code) => code switch
    {
        SQLITE_BUSY or SQLITE_LOCKED or SQLITE_FULL or SQLITE_IOERR or SQLITE_INTERRUPT or SQLITE_PROTOCOL => StoreFailure.Transient,
        SQLITE_CANTOPEN or SQLITE_PERM or SQLITE_READONLY or SQLITE_AUTH or SQLITE_NOTADB or SQLITE_CORRUPT => StoreFailure.Fatal,
        _ => StoreFailure.Bug,
    };
}
