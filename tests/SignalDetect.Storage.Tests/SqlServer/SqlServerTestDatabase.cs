using System.Data.Common;
using Microsoft.Data.SqlClient;
using SignalDetect.Storage.Retention;

namespace SignalDetect.Storage.Tests.SqlServer;

/// <summary>The database of the environment, emptied. Its name has to contain "test", so that no other is emptied by mistake.</summary>
internal sealed class SqlServerTestDatabase : TestDatabase
{
    public const string Variable = "SIGNALDETECT_TEST_SQLSERVER";

    private const string Drop =
        """
        IF OBJECT_ID(N'Snapshots', N'U') IS NOT NULL DROP TABLE Snapshots;
        IF OBJECT_ID(N'Partitions', N'U') IS NOT NULL DROP TABLE Partitions;
        IF OBJECT_ID(N'Sequences', N'U') IS NOT NULL DROP TABLE Sequences;
        IF OBJECT_ID(N'Detections', N'U') IS NOT NULL DROP TABLE Detections;
        IF OBJECT_ID(N'Incidents', N'U') IS NOT NULL DROP TABLE Incidents;
        IF OBJECT_ID(N'IncidentEvents', N'U') IS NOT NULL DROP TABLE IncidentEvents;
        IF OBJECT_ID(N'Counts', N'U') IS NOT NULL DROP TABLE Counts;
        IF OBJECT_ID(N'Collected', N'U') IS NOT NULL DROP TABLE Collected;
        IF OBJECT_ID(N'Outbox', N'U') IS NOT NULL DROP TABLE Outbox;
        IF OBJECT_ID(N'SchemaVersion', N'U') IS NOT NULL DROP TABLE SchemaVersion;
        IF TYPE_ID(N'DetectionRows') IS NOT NULL DROP TYPE DetectionRows;
        IF TYPE_ID(N'IncidentRows') IS NOT NULL DROP TYPE IncidentRows;
        IF TYPE_ID(N'EventRows') IS NOT NULL DROP TYPE EventRows;
        IF TYPE_ID(N'CountRows') IS NOT NULL DROP TYPE CountRows;
        IF TYPE_ID(N'CollectedRows') IS NOT NULL DROP TYPE CollectedRows;
        IF TYPE_ID(N'MessageRows') IS NOT NULL DROP TYPE MessageRows;
        """;

    private SqlServerTestDatabase()
    {
    }

    public static string? Connection => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } connection ? connection : null;

    public override StoreOptions Options => new(StoreKind.SqlServer, Connection!, RetentionAges.Default);

    public static async Task<SqlServerTestDatabase> EmptiedAsync()
    {
        var name = new SqlConnectionStringBuilder(Connection).InitialCatalog;
        Assert.True(name.Contains("test", StringComparison.OrdinalIgnoreCase), $"{Variable}: the tests empty the database, so its name must contain 'test': {name}");
        var database = new SqlServerTestDatabase();
        await database.ExecuteAsync(Drop);
        return database;
    }

    public override DbConnection Connect() => new SqlConnection(Connection);

    protected override void Remove()
    {
    }
}
