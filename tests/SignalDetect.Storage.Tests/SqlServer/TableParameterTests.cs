using System.Data;
using Microsoft.Data.SqlClient.Server;
using SignalDetect.Core.Pipeline;
using SignalDetect.Storage.Retention;
using SignalDetect.Storage.SqlServer.Tables;

namespace SignalDetect.Storage.Tests.SqlServer;

public sealed class TableParameterTests
{
    public static TheoryData<string> Names { get; } =
        [.. typeof(TableParameter).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(TableParameter)) && !type.IsAbstract).Select(type => type.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Columns_OfATable_AreThoseOfItsTypeInTheMigrations(string name)
    {
        var table = Empty(typeof(TableParameter).Assembly.GetTypes().Single(type => type.Name == name));
        var schema = TSqlSchema.Of(StoreFactory.CreateMigrator(new StoreOptions(StoreKind.SqlServer, "Server=none", RetentionAges.Default)).Script());

        Assert.Equal(schema.Types[table.TypeName].Select(column => $"{column.Name} {column.Type}"), table.Columns.Select(column => $"{column.Name} {Type(column)}"));
    }

    [Fact]
    public void Records_OfDetections_HoldTheRowsValuesInOrder()
    {
        NumberedDetection[] rows = [new(7, Rows.Detection("d1") with { WindowStart = Rows.Start + 1 }), new(8, Rows.Detection("d2") with { IncidentId = null })];

        Assert.Equal(
            [
                "7|d1|test|tiktok|tiktok/feature=upload|spike|tail|2026-01-25T00:00:00.001Z|60|41|5.25|0|12.5|0.97|1.5E-09|i1|{\"why\":\"41 > 12.5\"}",
                "8|d2|test|tiktok|tiktok/feature=upload|spike|tail|2026-01-25T00:00:00.000Z|60|41|5.25|0|12.5|0.97|1.5E-09||{\"why\":\"41 > 12.5\"}",
            ],
            Read(new DetectionTable(rows)));
    }

    [Fact]
    public void Records_OfIncidents_HoldTheRowsValuesInOrder() => Assert.Equal(
        [
            "i1|2|test|tiktok|confirmed|major|2026-01-24T23:58:00.000Z|2026-01-25T00:00:00.000Z|2026-01-25T00:00:00.005Z||||2026-01-25T00:01:00.000Z|41.5|5.25|17|"
            + "[\"upload\"]|[\"US\",\"US-CA\"]|c1|culprit|{\"cleared\":\"below 12.5\"}",
        ],
        Read(new IncidentTable([Rows.Incident("i1", 2, "confirmed") with { ConfirmedAt = Rows.Start + 5, CauseId = "c1", Role = "culprit" }])));

    [Fact]
    public void Records_OfOtherRows_HoldTheRowsValuesInOrder()
    {
        Assert.Equal(["3|i1|1|2026-01-25T00:00:00.000Z|suspected|41 reports, 5 expected"], Read(new EventTable([new NumberedEvent(3, Rows.Event("i1", 1))])));
        Assert.Equal(
            ["a|a/kind=news|2026-01-25T00:00:00.000Z|60|3|3|5.25|0||1"],
            Read(new CountTable([Rows.Count("a/kind=news", Rows.Start, 3) with { Upper = null, Final = true }])));
        Assert.Equal(
            ["a|2026-01-25T00:00:00.000Z|2026-01-25T00:01:00.000Z"], Read(new CollectedTable([new CollectedRow("a", Rows.Start, Rows.Start + Rows.Minute)])));
        Assert.Equal(["5|incidents|a|{}"], Read(new MessageTable([new OutboxMessage(5, "incidents", "a", "{}")])));
    }

    internal static TableParameter Empty(Type table) => (TableParameter)Activator.CreateInstance(
        table, Array.CreateInstance(table.BaseType!.GetGenericArguments()[0], 0))!;

    internal static string[] Read(IEnumerable<SqlDataRecord> records) =>
    [
        .. records.Select(record => string.Join(
            '|', Enumerable.Range(0, record.FieldCount).Select(i => record.IsDBNull(i) ? "" : TestDatabase.Text(record.GetValue(i))))),
    ];

    private static string[] Read(TableParameter table) => Read(table.Records());

    private static string Type(SqlMetaData column) => column.SqlDbType switch
    {
        SqlDbType.NVarChar => column.MaxLength == SqlMetaData.Max ? "nvarchar(max)" : $"nvarchar({column.MaxLength})",
        SqlDbType.DateTime2 => $"datetime2({column.Scale})",
        var other => other.ToString().ToLowerInvariant(),
    };
}
