using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace SignalDetect.Storage.Sqlite;

/// <summary>A statement that SQLite compiled once and that runs with the values of row after row.</summary>
internal sealed partial class PreparedCommand : IDisposable
{
    private readonly SqliteCommand command;
    private readonly SqliteParameter[] parameters;

    /// <param name="connection">Open, with its transaction.</param>
    /// <param name="sql">One statement; its parameters take values in the order in which they first appear.</param>
    public PreparedCommand(SqliteConnection connection, string sql)
    {
        command = connection.CreateCommand();
        command.CommandText = sql;
        parameters = [.. Names().Matches(sql).Select(name => name.Value).Distinct().Select(name => new SqliteParameter { ParameterName = name })];
        command.Parameters.AddRange(parameters);
        command.Prepare();
    }

    /// <summary>Runs it.</summary>
    /// <returns>How many rows it inserted, changed or deleted.</returns>
    public int Execute(SqliteTransaction transaction, params ReadOnlySpan<object?> values)
    {
        Bind(transaction, values);
        return command.ExecuteNonQuery();
    }

    /// <summary>Runs it and reads the first column of the first row; null where there is no row.</summary>
    public object? Scalar(SqliteTransaction transaction, params ReadOnlySpan<object?> values)
    {
        Bind(transaction, values);
        return command.ExecuteScalar();
    }

    public void Dispose() => command.Dispose();

    private void Bind(SqliteTransaction transaction, ReadOnlySpan<object?> values)
    {
        if (values.Length != parameters.Length)
            throw new ArgumentException($"{values.Length} values for {parameters.Length} parameters: {command.CommandText}", nameof(values));
        command.Transaction = transaction;
        for (var i = 0; i < values.Length; i++) parameters[i].Value = values[i] ?? DBNull.Value;
    }

    [GeneratedRegex("@[A-Za-z]+")]
    private static partial Regex Names();
}
