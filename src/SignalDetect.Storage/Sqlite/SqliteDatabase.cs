using Microsoft.Data.Sqlite;

namespace SignalDetect.Storage.Sqlite;

/// <summary>One database file; every connection to it is set up here.</summary>
/// <param name="path">Relative to the working folder; the folder it is in is created.</param>
internal sealed class SqliteDatabase(string path)
{
    // SQLite waits for another process's writer by itself (Microsoft.Data.Sqlite would sleep 150 ms at a time); then the caller's retry takes over.
    private const string Setup =
        """
        PRAGMA busy_timeout = 3000;
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = NORMAL;
        PRAGMA foreign_keys = ON;
        PRAGMA cache_size = -65536;
        """;

    private const int PatienceSeconds = 3;

    public static string? Problem(string path) =>
        string.IsNullOrWhiteSpace(path) ? "store.connection: the path of the database file is missing"
        : path.StartsWith(':') || path.Contains('=') ? $"store.connection: '{path}' is not the path of a file"
        : null;

    /// <summary>An open connection, not shared with anybody: disposing it rolls back what was not committed.</summary>
    public SqliteConnection Open()
    {
        var file = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, DefaultTimeout = PatienceSeconds }.ConnectionString);
        try
        {
            connection.Open();
            using var setup = connection.CreateCommand();
            setup.CommandText = Setup;
            setup.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
