using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace SignalDetect.Storage.Tests.SqlServer;

/// <summary>A column as its CREATE TABLE or CREATE TYPE says: <c>nvarchar(100)</c>, and whether it may be null.</summary>
internal sealed record TSqlColumn(string Name, string Type, bool Nullable);

/// <summary>The tables and table types that a script makes.</summary>
internal sealed class TSqlSchema : TSqlFragmentVisitor
{
    private TSqlSchema()
    {
    }

    public Dictionary<string, IReadOnlyList<TSqlColumn>> Tables { get; } = [];

    public Dictionary<string, IReadOnlyList<TSqlColumn>> Types { get; } = [];

    public static TSqlSchema Of(string script)
    {
        var schema = new TSqlSchema();
        TSqlText.Parse(script).Accept(schema);
        return schema;
    }

    public override void Visit(CreateTableStatement node) => Tables.Add(node.SchemaObjectName.BaseIdentifier.Value, Columns(node.Definition));

    public override void Visit(CreateTypeTableStatement node) => Types.Add(node.Name.BaseIdentifier.Value, Columns(node.Definition));

    private static TSqlColumn[] Columns(TableDefinition table) =>
    [
        .. from column in table.ColumnDefinitions
           let type = (SqlDataTypeReference)column.DataType
           let size = type.Parameters.Count == 0 ? "" : $"({string.Join(',', type.Parameters.Select(part => part.Value.ToLowerInvariant()))})"
           let nullable = column.Constraints.OfType<NullableConstraintDefinition>().Single().Nullable
           select new TSqlColumn(column.ColumnIdentifier.Value, type.SqlDataTypeOption.ToString().ToLowerInvariant() + size, nullable),
    ];
}
