using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.SqlClient;
using Microsoft.Data.SqlClient.Server;
using SignalDetect.Storage.SqlServer.Statements;

namespace SignalDetect.Storage.Tests.SqlServer;

/// <summary>Answers statements from a script and writes down what it was asked, in order, with the values that SqlClient was given.</summary>
internal sealed class ScriptedServer
{
    private readonly Dictionary<string, Func<DataTable>> answers = [];

    /// <summary>What happened: <c>begin</c>, <c>commit</c>, <c>rollback</c>, and the statements by name, with the rows of their table.</summary>
    public List<string> Log { get; } = [];

    /// <summary>The parameters of each statement by its name, the last time it ran.</summary>
    public Dictionary<string, Dictionary<string, SqlParameter>> Parameters { get; } = [];

    /// <summary>The rows of each statement's table, over all times it ran.</summary>
    public Dictionary<string, List<string>> Rows { get; } = [];

    public DbConnection Connect() => new Connection(this);

    /// <summary>From now on the statement gives these rows; without, it gives none.</summary>
    public ScriptedServer On(Statement statement, string[] columns, params object?[][] rows) => On(statement, () =>
    {
        var table = new DataTable();
        for (var i = 0; i < columns.Length; i++)
            table.Columns.Add(columns[i], rows.Select(row => row[i]).FirstOrDefault(value => value is not null)?.GetType() ?? typeof(string));
        foreach (var row in rows) table.Rows.Add(row);
        return table;
    });

    public ScriptedServer On(Statement statement, Func<DataTable> answer)
    {
        answers[statement.Sql] = answer;
        return this;
    }

    private DataTable Run(string sql, DbParameterCollection parameters)
    {
        var name = StatementFields.All.First(field => ((Statement)field.GetValue(null)!).Sql == sql).Name;
        var given = Parameters[name] = parameters.Cast<SqlParameter>().ToDictionary(parameter => parameter.ParameterName);
        var count = 0;
        if (given.TryGetValue("Rows", out var rows))
        {
            var read = TableParameterTests.Read((IEnumerable<SqlDataRecord>)rows.Value!);
            count = read.Length;
            if (!Rows.TryGetValue(name, out var all)) Rows.Add(name, all = []);
            all.AddRange(read);
        }

        Log.Add(count == 0 ? name : $"{name}({count})");
        return answers.TryGetValue(sql, out var answer) ? answer() : new DataTable { Columns = { "Nothing" } };
    }

    private sealed class Connection(ScriptedServer server) : DbConnection
    {
        private ConnectionState state;

        [AllowNull]
        public override string ConnectionString { get; set; } = "";

        public override string Database => "";

        public override string DataSource => "";

        public override string ServerVersion => "";

        public override ConnectionState State => state;

        public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();

        public override void Close() => state = ConnectionState.Closed;

        public override void Open() => state = ConnectionState.Open;

        protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel)
        {
            server.Log.Add("begin");
            return new Transaction(server, this);
        }

        protected override DbCommand CreateDbCommand() => new Command(server) { Connection = this };
    }

    private sealed class Transaction(ScriptedServer server, DbConnection connection) : DbTransaction
    {
        private bool ended;

        public override IsolationLevel IsolationLevel => IsolationLevel.ReadCommitted;

        protected override DbConnection DbConnection => connection;

        public override void Commit() => End("commit");

        public override void Rollback() => End("rollback");

        protected override void Dispose(bool disposing)
        {
            if (!ended) End("rollback");
        }

        private void End(string how)
        {
            ended = true;
            server.Log.Add(how);
        }
    }

    private sealed class Command(ScriptedServer server) : DbCommand
    {
        private readonly SqlParameterCollection parameters = new SqlCommand().Parameters;

        [AllowNull]
        public override string CommandText { get; set; } = "";

        public override int CommandTimeout { get; set; }

        public override CommandType CommandType { get; set; }

        public override bool DesignTimeVisible { get; set; }

        public override UpdateRowSource UpdatedRowSource { get; set; }

        protected override DbConnection? DbConnection { get; set; }

        protected override DbParameterCollection DbParameterCollection => parameters;

        protected override DbTransaction? DbTransaction { get; set; }

        public override void Cancel()
        {
        }

        public override int ExecuteNonQuery()
        {
            server.Run(CommandText, parameters);
            return 0;
        }

        public override object? ExecuteScalar() => throw new NotSupportedException();

        public override void Prepare()
        {
        }

        protected override DbParameter CreateDbParameter() => new SqlParameter();

        protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => server.Run(CommandText, parameters).CreateDataReader();
    }
}
