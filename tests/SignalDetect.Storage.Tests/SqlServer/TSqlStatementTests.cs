using SignalDetect.Storage.Schema;
using SignalDetect.Storage.SqlServer;
using SignalDetect.Storage.SqlServer.Statements;
using SignalDetect.Storage.SqlServer.Tables;

namespace SignalDetect.Storage.Tests.SqlServer;

/// <summary>Holds every T-SQL statement against the migrations and against the arguments that it is given, without a server.</summary>
public sealed class TSqlStatementTests
{
    private static readonly TSqlSchema Schema = TSqlSchema.Of(
        StoreFactory.CreateMigrator(new StoreOptions(StoreKind.SqlServer, "Server=none", Storage.Retention.RetentionAges.Default)).Script());

    public static TheoryData<string> Names { get; } = [.. StatementFields.All.Select(StatementFields.Name)];

    [Fact]
    public void Statements_OfTheStore_AreAllFound() => Assert.InRange(StatementFields.All.Count, 20, 100);

    [Theory, MemberData(nameof(Names))]
    public void Statement_EveryName_IsInTheMigrationsAndTheArguments(string name)
    {
        var statement = Statement(name);
        var parameters = Parameters(statement.Arguments);
        var walk = new TSqlWalk(Schema, parameters);

        TSqlText.Parse(statement.Sql).Accept(walk);

        Assert.Empty(walk.Problems);
        Assert.Equal(parameters.Keys.Order(), walk.Used.Order());
    }

    [Theory, MemberData(nameof(Names))]
    public void Statement_ForBabelfish_StaysWithinItsLimits(string name) => Assert.Empty(TSqlLimits.Of(Statement(name).Sql));

    [Fact]
    public void Migrations_ForBabelfish_StayWithinItsLimits()
    {
        foreach (var step in Migration.Load("SqlServer"))
            foreach (var batch in SqlServerMigrator.Batches(step.Sql))
                Assert.Empty(TSqlLimits.Of(batch));
    }

    [Fact]
    public void Tables_OfBothStores_HaveTheSameColumns()
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = string.Concat(Migration.Load("Sqlite").Select(step => step.Sql));
        command.ExecuteNonQuery();
        foreach (var (table, columns) in Schema.Tables.Where(each => each.Key != "SchemaVersion"))
        {
            command.CommandText = $"SELECT name, \"notnull\" FROM pragma_table_info('{table}') ORDER BY cid";
            using var reader = command.ExecuteReader();
            var sqlite = new List<(string, bool)>();
            while (reader.Read()) sqlite.Add((reader.GetString(0), !reader.GetBoolean(1)));
            Assert.Equal(sqlite, columns.Select(column => (column.Name, column.Nullable)));
        }
    }

    [Theory]
    [InlineData("SELECT Nothing FROM Counts;", "no column Nothing")]
    [InlineData("SELECT c.Nothing FROM Counts AS c;", "no column c.Nothing")]
    [InlineData("SELECT Stream FROM Nowhere;", "no table Nowhere")]
    [InlineData("SELECT Stream FROM Counts WHERE Stream = @Nobody;", "no parameter Nobody")]
    [InlineData("SELECT Stream FROM Counts WHERE Stream = @Partition;", "Stream is nvarchar(200), @Partition is int")]
    [InlineData("SELECT r.Nothing FROM @Rows AS r;", "no column r.Nothing")]
    [InlineData("UPDATE c SET Nothing = 1 FROM Counts AS c;", "no column Nothing to write to")]
    [InlineData("UPDATE Sequences SET [Name] = N'x' OUTPUT inserted.Nothing;", "no column inserted.Nothing")]
    [InlineData("DELETE FROM Counts WHERE Nothing = 1;", "no column Nothing")]
    [InlineData("INSERT INTO Sequences ([Name], Nothing) VALUES (N'x', 1);", "no column Nothing to write to")]
    [InlineData("INSERT INTO Sequences ([Name], [Value]) VALUES (N'x');", "1 values for 2 columns")]
    [InlineData("INSERT INTO Sequences ([Name]) VALUES (N'x');", "Value is not null and gets no value")]
    [InlineData("INSERT INTO Sequences ([Name], [Value]) SELECT r.Stream, r.[Count] FROM @Rows AS r;", "Name is nvarchar(32), Stream is nvarchar(200)")]
    [InlineData("UPDATE c SET [Lower] = r.[Upper] FROM Counts AS c INNER JOIN @Rows AS r ON r.Stream = c.Stream;", "Lower gets Upper")]
    [InlineData("INSERT INTO Collected (ServiceId) SELECT r.Stream FROM @Rows AS r;", "ServiceId gets Stream")]
    [InlineData("SELECT m.Gone FROM (SELECT Stream AS Kept FROM Counts) AS m;", "no column m.Gone")]
    [InlineData("SELECT Stream FROM Counts AS c WHERE EXISTS (SELECT 1 FROM Incidents AS i WHERE i.Stream = c.Stream);", "no column i.Stream")]
    public void Walk_WrongName_IsFound(string sql, string problem)
    {
        var walk = new TSqlWalk(Schema, Parameters(typeof(CountsToWrite)));

        TSqlText.Parse(sql).Accept(walk);

        Assert.Contains(problem, walk.Problems);
    }

    [Theory]
    [InlineData("MERGE Counts AS c USING Incidents AS i ON c.Stream = i.ServiceId WHEN MATCHED THEN DELETE;", "MERGE")]
    [InlineData("CREATE OR ALTER VIEW V AS SELECT 1 AS One;", "CREATE OR ALTER")]
    [InlineData("CREATE TABLE T (A int NOT NULL, INDEX I (A));", "inline INDEX")]
    [InlineData("CREATE TABLE T (A int NOT NULL INDEX I);", "inline INDEX")]
    [InlineData("UPDATE Counts WITH (UPDLOCK) SET Final = 1;", "table hint")]
    [InlineData("SELECT 1 FROM Counts OPTION (RECOMPILE);", "query hint")]
    [InlineData("SELECT 1 FROM #Rows;", "temporary table")]
    [InlineData("SELECT name FROM sys.indexes;", "system view")]
    [InlineData("WAITFOR DELAY '00:00:01';", "WAITFOR")]
    [InlineData("ALTER TABLE Counts ALTER COLUMN Expected float NOT NULL;", "ALTER COLUMN")]
    public void Limits_WhatBabelfishHasNot_IsFound(string sql, string problem) => Assert.Contains(problem, TSqlLimits.Of(sql));

    [Fact]
    public void Parse_NoTSql_IsRefused() => Assert.Throws<FormatException>(() => TSqlText.Parse("SELECT FROM WHERE"));

    private static Statement Statement(string name) => (Statement)StatementFields.All.Single(field => StatementFields.Name(field) == name).GetValue(null)!;

    private static Dictionary<string, string> Parameters(Type arguments) =>
        arguments.GetProperties().Where(property => property.GetMethod!.IsStatic is false).ToDictionary(property => property.Name, property => TypeInTSql(property.PropertyType));

    private static string TypeInTSql(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var t when t == typeof(string) => "nvarchar(*)",
        var t when t == typeof(byte[]) => "varbinary(*)",
        var t when t == typeof(int) => "int",
        var t when t == typeof(long) => "bigint",
        var t when t == typeof(double) => "float",
        var t when t == typeof(TimeParameter) => "datetime2(3)",
        var t when typeof(TableParameter).IsAssignableFrom(t) => TableParameterTests.Empty(t).TypeName,
        var t => throw new NotSupportedException($"an argument of type {t.Name}"),
    };
}
