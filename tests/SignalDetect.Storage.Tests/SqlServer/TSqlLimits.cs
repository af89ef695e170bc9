using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace SignalDetect.Storage.Tests.SqlServer;

/// <summary>Writes down what Babelfish does not run, or runs with another meaning.</summary>
internal sealed class TSqlLimits : TSqlFragmentVisitor
{
    public List<string> Problems { get; } = [];

    public static List<string> Of(string sql)
    {
        var limits = new TSqlLimits();
        TSqlText.Parse(sql).Accept(limits);
        return limits.Problems;
    }

    public override void Visit(MergeStatement node) => Problems.Add("MERGE");

    public override void Visit(CreateOrAlterProcedureStatement node) => Problems.Add("CREATE OR ALTER");

    public override void Visit(CreateOrAlterViewStatement node) => Problems.Add("CREATE OR ALTER");

    public override void Visit(CreateOrAlterFunctionStatement node) => Problems.Add("CREATE OR ALTER");

    public override void Visit(CreateOrAlterTriggerStatement node) => Problems.Add("CREATE OR ALTER");

    public override void Visit(IndexDefinition node) => Problems.Add("inline INDEX");

    public override void Visit(WaitForStatement node) => Problems.Add("WAITFOR");

    public override void Visit(AlterTableAlterColumnStatement node) => Problems.Add("ALTER COLUMN");

    public override void Visit(BulkInsertStatement node) => Problems.Add("BULK INSERT");

    public override void Visit(TableHint node) => Problems.Add("table hint");

    public override void Visit(OptimizerHint node) => Problems.Add("query hint");

    public override void Visit(SchemaObjectName node)
    {
        if (node.BaseIdentifier.Value.StartsWith('#')) Problems.Add("temporary table");
        if (node.SchemaIdentifier?.Value is "sys") Problems.Add("system view");
    }
}
