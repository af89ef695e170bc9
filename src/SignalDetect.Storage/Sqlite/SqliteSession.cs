using Dapper;
using Microsoft.Data.Sqlite;

namespace SignalDetect.Storage.Sqlite;

/// <summary>A connection for writing with its compiled statements. For one thread at a time.</summary>
internal sealed class SqliteSession(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, PreparedCommand> prepared = new(StringComparer.Ordinal);
    private SqliteTransaction? transaction;

    private SqliteTransaction Transaction => transaction ?? throw new InvalidOperationException("no transaction was begun");

    /// <summary>Begins a transaction that holds the write lock from its first moment (BEGIN IMMEDIATE).</summary>
    public void Begin() => transaction = connection.BeginTransaction(deferred: false);

    public void Commit()
    {
        Transaction.Commit();
        End();
    }

    public void Rollback()
    {
        Transaction.Rollback();
        End();
    }

    /// <summary>Runs a statement that is used row after row.</summary>
    public int Execute(string sql, params ReadOnlySpan<object?> values) => Prepare(sql).Execute(Transaction, values);

    /// <summary>Runs such a statement and reads one value.</summary>
    public object? Scalar(string sql, params ReadOnlySpan<object?> values) => Prepare(sql).Scalar(Transaction, values);

    /// <summary>Reads the first row through Dapper; null where there is none.</summary>
    public T? First<T>(string sql, object arguments) => connection.QueryFirstOrDefault<T>(sql, arguments, Transaction);

    /// <summary>Reads all rows through Dapper.</summary>
    public IEnumerable<T> Query<T>(string sql) => connection.Query<T>(sql, transaction: Transaction);

    /// <summary>Runs a script of several statements.</summary>
    public void Run(string sql) => connection.Execute(sql, transaction: Transaction);

    public void Dispose()
    {
        foreach (var command in prepared.Values) command.Dispose();
        transaction?.Dispose();
        connection.Dispose();
    }

    private PreparedCommand Prepare(string sql)
    {
        if (!prepared.TryGetValue(sql, out var command)) prepared.Add(sql, command = new PreparedCommand(connection, sql));
        return command;
    }

    private void End()
    {
        transaction?.Dispose();
        transaction = null;
    }
}
