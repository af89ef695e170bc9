using System.Text;
using Dapper;
using SignalDetect.Core.Pipeline;
using SignalDetect.Storage.Schema;
using SignalDetect.Storage.SqlServer.Statements;

namespace SignalDetect.Storage.SqlServer;

/// <summary>Creates and upgrades the schema in a database that exists, one process at a time.</summary>
internal sealed class SqlServerMigrator(SqlServerDatabase database) : Migrator
{
    private static IReadOnlyList<Migration> Steps => Migration.Load("SqlServer");

    /// <summary>Makes sure that the schema is the one this program needs.</summary>
    /// <exception cref="StoreNotReadyException">It is missing, older or newer.</exception>
    public async Task CheckAsync(CancellationToken cancel)
    {
        var steps = Steps;
        var missing = await database.RunAsync(async session => SchemaVersion.Missing(steps, await AppliedAsync(session).ConfigureAwait(false)), cancel)
            .ConfigureAwait(false);
        if (missing.Count == steps.Count) throw new StoreNotReadyException("the database has no schema yet: run signaldetect db migrate");
        if (missing.Count > 0)
            throw new StoreNotReadyException($"the database's schema lacks {string.Join(", ", missing.Select(step => step.Name))}: run signaldetect db migrate");
    }

    public override Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancel) => database.TransactAsync(MigrateAsync, cancel);

    public override string Script()
    {
        var script = new StringBuilder(SchemaStatements.CreateVersions).Append("\nGO\n\n");
        foreach (var step in Steps)
            script.Append(step.Sql).Append("GO\n\n")
                .Append($"INSERT INTO SchemaVersion ([Version], [Name], [Checksum]) VALUES ({step.Version}, N'{step.Name}', N'{step.Checksum}');\nGO\n");
        return script.ToString();
    }

    /// <summary>The batches of a script: what stands between lines that say GO.</summary>
    public static IReadOnlyList<string> Batches(string sql) =>
        [.. ("\n" + sql + "\n").Split("\nGO\n").Select(batch => batch.Trim()).Where(batch => batch.Length > 0)];

    private static async Task<(IReadOnlyList<string> Result, bool Commit)> MigrateAsync(SqlServerSession session)
    {
        if (await SchemaStatements.Lock.FirstAsync<int>(session, NoArguments.Instance).ConfigureAwait(false) < 0)
            throw new TimeoutException("another process has been changing the schema for a minute");
        if (!await ExistsAsync(session).ConfigureAwait(false)) await SchemaStatements.Create.ExecuteAsync(session, NoArguments.Instance).ConfigureAwait(false);
        var missing = SchemaVersion.Missing(Steps, await AppliedAsync(session).ConfigureAwait(false));
        foreach (var step in missing)
        {
            foreach (var batch in Batches(step.Sql))
                await session.Connection.ExecuteAsync(new CommandDefinition(batch, null, session.Transaction, cancellationToken: session.Cancel)).ConfigureAwait(false);
            await SchemaStatements.Insert.ExecuteAsync(session, new AppliedVersion(step.Version, step.Name, step.Checksum)).ConfigureAwait(false);
        }

        return ([.. missing.Select(step => step.Name)], true);
    }

    private static async Task<IReadOnlyList<SchemaVersion>> AppliedAsync(SqlServerSession session) =>
        await ExistsAsync(session).ConfigureAwait(false)
            ? await SchemaStatements.Read.QueryAsync<SchemaVersion>(session, NoArguments.Instance).ConfigureAwait(false)
            : [];

    private static async Task<bool> ExistsAsync(SqlServerSession session) =>
        await SchemaStatements.Exists.FirstAsync<int?>(session, NoArguments.Instance).ConfigureAwait(false) is not null;
}
