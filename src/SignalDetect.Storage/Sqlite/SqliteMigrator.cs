using System.Text;
using SignalDetect.Storage.Schema;

namespace SignalDetect.Storage.Sqlite;

/// <summary>Creates and upgrades a database file: whoever comes first does it, the others wait for the write lock and find it done.</summary>
internal sealed class SqliteMigrator(SqliteDatabase database) : Migrator
{
    private const string CreateVersions =
        """
        CREATE TABLE IF NOT EXISTS SchemaVersion (
            Version         INTEGER NOT NULL PRIMARY KEY,
            Name            TEXT    NOT NULL,
            Checksum        TEXT    NOT NULL
        );
        """;

    private const string InsertVersion = "INSERT INTO SchemaVersion (Version, Name, Checksum) VALUES (@Version, @Name, @Checksum)";

    private static IReadOnlyList<Migration> Steps => Migration.Load("Sqlite");

    public override async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancel)
    {
        await using var writer = new SqliteWriter(database);
        return await writer.RunAsync(Migrate, cancel).ConfigureAwait(false);
    }

    public override string Script()
    {
        var script = new StringBuilder(CreateVersions).Append('\n');
        foreach (var step in Steps)
            script.Append(step.Sql).Append($"INSERT INTO SchemaVersion (Version, Name, Checksum) VALUES ({step.Version}, '{step.Name}', '{step.Checksum}');\n");
        return script.ToString();
    }

    private static IReadOnlyList<string> Migrate(SqliteSession session)
    {
        session.Begin();
        session.Run(CreateVersions);
        var missing = SchemaVersion.Missing(Steps, session.Query<SchemaVersion>("SELECT Version, Name, Checksum FROM SchemaVersion"));
        foreach (var step in missing)
        {
            session.Run(step.Sql);
            session.Execute(InsertVersion, step.Version, step.Name, step.Checksum);
        }

        session.Commit();
        return [.. missing.Select(step => step.Name)];
    }
}
