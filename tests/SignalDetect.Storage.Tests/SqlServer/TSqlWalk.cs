using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace SignalDetect.Storage.Tests.SqlServer;

/// <summary>Walks a statement's tree with the tables in sight at each place, and writes down every name that leads nowhere.</summary>
/// <param name="schema">What the migrations make.</param>
/// <param name="parameters">The parameters given, with their type in T-SQL; for a table its table type.</param>
internal sealed class TSqlWalk(TSqlSchema schema, IReadOnlyDictionary<string, string> parameters) : TSqlFragmentVisitor
{
    private const string Computed = "computed";

    private readonly Stack<Dictionary<string, IReadOnlyList<TSqlColumn>>> scopes = new();
    private readonly HashSet<string> declared = [];

    public List<string> Problems { get; } = [];

    /// <summary>The parameters that the statement uses.</summary>
    public HashSet<string> Used { get; } = [];

    public override void ExplicitVisit(QuerySpecification node) => InScope(Sources(node.FromClause), node);

    public override void ExplicitVisit(InsertSpecification node)
    {
        var target = Target(node.Target, []);
        foreach (var column in node.Columns) CheckTarget(target, column);
        foreach (var missing in target.Where(column => !column.Nullable && node.Columns.All(given => Name(given) != column.Name)))
            Problems.Add($"{missing.Name} is not null and gets no value");
        var given = node.InsertSource switch
        {
            SelectInsertSource { Select: QuerySpecification select } => select.SelectElements.Cast<SelectScalarExpression>().Select(each => each.Expression).ToArray(),
            ValuesInsertSource { RowValues: [var row] } => [.. row.ColumnValues],
            _ => [],
        };
        if (given.Length != node.Columns.Count) Problems.Add($"{given.Length} values for {node.Columns.Count} columns");
        node.InsertSource.Accept(this);
        InScope(new() { ["inserted"] = target }, node.OutputClause);
        var sources = node.InsertSource is SelectInsertSource { Select: QuerySpecification { FromClause: { } from } } ? Sources(from) : [];
        InScope(sources, () =>
        {
            foreach (var (column, value) in node.Columns.Zip(given)) CheckAssignment(Find(target, column), value);
        });
    }

    public override void ExplicitVisit(UpdateSpecification node)
    {
        var sources = Sources(node.FromClause);
        var target = Target(node.Target, sources);
        if (node.FromClause is null) sources.Add("", target);
        sources["inserted"] = target;
        InScope(sources, () =>
        {
            foreach (var set in node.SetClauses.Cast<AssignmentSetClause>())
            {
                CheckTarget(target, set.Column);
                CheckAssignment(Find(target, set.Column), set.NewValue);
                set.NewValue.Accept(this);
            }

            node.FromClause?.Accept(this);
            node.WhereClause?.Accept(this);
            node.OutputClause?.Accept(this);
        });
    }

    public override void ExplicitVisit(DeleteSpecification node)
    {
        var sources = Sources(node.FromClause);
        sources[""] = Target(node.Target, sources);
        InScope(sources, () =>
        {
            node.WhereClause?.Accept(this);
            node.OutputClause?.Accept(this);
        });
    }

    // It is part of the schema itself.
    public override void ExplicitVisit(CreateTableStatement node)
    {
    }

    public override void ExplicitVisit(ColumnReferenceExpression node)
    {
        if (node.ColumnType == ColumnType.Regular && Find(node) is null) Problems.Add($"no column {string.Join('.', node.MultiPartIdentifier.Identifiers.Select(i => i.Value))}");
    }

    public override void ExplicitVisit(BooleanComparisonExpression node)
    {
        base.ExplicitVisit(node);
        CheckTypes(Type(node.FirstExpression), node.SecondExpression);
    }

    // The first argument of these is a word for a part of a date, which the tree has as a column.
    public override void ExplicitVisit(FunctionCall node)
    {
        var skip = node.FunctionName.Value.ToUpperInvariant() is "DATEADD" or "DATEDIFF" ? 1 : 0;
        foreach (var argument in node.Parameters.Skip(skip)) argument.Accept(this);
    }

    public override void ExplicitVisit(DeclareVariableElement node) => declared.Add(node.VariableName.Value.TrimStart('@'));

    // The procedure's own parameter names are no parameters of the statement.
    public override void ExplicitVisit(ExecuteParameter node) => node.ParameterValue.Accept(this);

    public override void ExplicitVisit(VariableReference node)
    {
        var name = node.Name.TrimStart('@');
        if (declared.Contains(name)) return;
        Used.Add(name);
        if (!parameters.ContainsKey(name)) Problems.Add($"no parameter {name}");
    }

    private void InScope(Dictionary<string, IReadOnlyList<TSqlColumn>> sources, Action visit)
    {
        scopes.Push(sources);
        visit();
        scopes.Pop();
    }

    private void InScope(Dictionary<string, IReadOnlyList<TSqlColumn>> sources, TSqlFragment? node) => InScope(sources, () => node?.AcceptChildren(this));

    private Dictionary<string, IReadOnlyList<TSqlColumn>> Sources(FromClause? from)
    {
        var sources = new Dictionary<string, IReadOnlyList<TSqlColumn>>();
        foreach (var table in from?.TableReferences ?? []) Add(table);
        return sources;

        void Add(TableReference table)
        {
            switch (table)
            {
                case JoinTableReference join:
                    Add(join.FirstTableReference);
                    Add(join.SecondTableReference);
                    break;
                case NamedTableReference named:
                    sources.Add(named.Alias?.Value ?? "", Table(named.SchemaObject.BaseIdentifier.Value));
                    break;
                case VariableTableReference variable:
                    variable.Variable.Accept(this);
                    sources.Add(variable.Alias?.Value ?? "", Rows(variable.Variable.Name.TrimStart('@')));
                    break;
                case QueryDerivedTable { QueryExpression: QuerySpecification query } derived:
                    sources.Add(derived.Alias.Value, Derived(query));
                    break;
                default:
                    Problems.Add($"a {table.GetType().Name}, which this walk does not know");
                    break;
            }
        }
    }

    private TSqlColumn[] Derived(QuerySpecification query)
    {
        TSqlColumn[] columns = [];
        InScope(Sources(query.FromClause), () => columns =
        [
            .. from element in query.SelectElements.Cast<SelectScalarExpression>()
               let type = Type(element.Expression)
               select new TSqlColumn(element.ColumnName?.Value ?? type!.Name, type?.Type ?? Computed, type?.Nullable ?? true),
        ]);
        return columns;
    }

    private IReadOnlyList<TSqlColumn> Target(TableReference target, Dictionary<string, IReadOnlyList<TSqlColumn>> sources)
    {
        var name = ((NamedTableReference)target).SchemaObject.BaseIdentifier.Value;
        return sources.TryGetValue(name, out var aliased) ? aliased : Table(name);
    }

    private IReadOnlyList<TSqlColumn> Table(string name)
    {
        if (schema.Tables.TryGetValue(name, out var columns)) return columns;
        Problems.Add($"no table {name}");
        return [];
    }

    private IReadOnlyList<TSqlColumn> Rows(string parameter)
    {
        if (parameters.TryGetValue(parameter, out var type) && schema.Types.TryGetValue(type, out var columns)) return columns;
        Problems.Add($"no table type for {parameter}");
        return [];
    }

    private void CheckTarget(IReadOnlyList<TSqlColumn> target, ColumnReferenceExpression column)
    {
        if (Find(target, column) is null) Problems.Add($"no column {Name(column)} to write to");
    }

    private void CheckAssignment(TSqlColumn? column, ScalarExpression value)
    {
        CheckTypes(column, value);
        // Where the rows given have a column of the same name, it is that one.
        if (column is not null && value is ColumnReferenceExpression { MultiPartIdentifier.Identifiers: [var source, var given] }
            && given.Value != column.Name && scopes.Peek().TryGetValue(source.Value, out var columns) && columns.Any(each => each.Name == column.Name))
            Problems.Add($"{column.Name} gets {given.Value}");
    }

    // Where a column or a parameter meets a column as it is, both have one type: otherwise rows are cut short, or an index is not used.
    private void CheckTypes(TSqlColumn? column, ScalarExpression value)
    {
        var other = Type(value);
        if (column is null || other is null || column.Type == Computed || other.Type == Computed) return;
        // Dapper sends text and bytes without the column's length.
        var anyLength = other.Type.EndsWith("(*)", StringComparison.Ordinal) && column.Type.StartsWith(other.Type[..^2], StringComparison.Ordinal);
        if (column.Type != other.Type && !anyLength) Problems.Add($"{column.Name} is {column.Type}, {other.Name} is {other.Type}");
    }

    private TSqlColumn? Type(ScalarExpression expression) => expression switch
    {
        ColumnReferenceExpression { ColumnType: ColumnType.Regular } column => Find(column),
        VariableReference variable when parameters.TryGetValue(variable.Name.TrimStart('@'), out var type) => new TSqlColumn(variable.Name, type, true),
        _ => null,
    };

    private TSqlColumn? Find(ColumnReferenceExpression node)
    {
        var parts = node.MultiPartIdentifier.Identifiers;
        foreach (var scope in scopes)
        {
            var tables = parts.Count == 1 ? scope.Where(each => each.Key != "inserted").Select(each => each.Value) : scope.TryGetValue(parts[0].Value, out var one) ? [one] : [];
            if (tables.SelectMany(columns => columns).Where(column => column.Name == parts[^1].Value).ToArray() is [var found]) return found;
        }

        return null;
    }

    private static TSqlColumn? Find(IReadOnlyList<TSqlColumn> columns, ColumnReferenceExpression node) => columns.FirstOrDefault(column => column.Name == Name(node));

    private static string Name(ColumnReferenceExpression node) => node.MultiPartIdentifier.Identifiers[^1].Value;
}
