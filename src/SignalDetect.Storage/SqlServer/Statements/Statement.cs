using Dapper;

namespace SignalDetect.Storage.SqlServer.Statements;

/// <summary>T-SQL and the type whose properties are its parameters, so that a test can hold one against the other without a server.</summary>
internal abstract class Statement(string sql, Type arguments)
{
    public string Sql => sql;

    public Type Arguments => arguments;
}

/// <summary>T-SQL that takes its parameters from <typeparamref name="TArguments"/>.</summary>
/// <param name="sql">One batch.</param>
/// <param name="seconds">How long it may run.</param>
internal sealed class Statement<TArguments>(string sql, int seconds = 60) : Statement(sql, typeof(TArguments))
    where TArguments : class
{
    public Task<int> ExecuteAsync(SqlServerSession session, TArguments arguments) => session.Connection.ExecuteAsync(Command(session, arguments));

    /// <summary>The first row, or the default where there is none.</summary>
    public Task<T?> FirstAsync<T>(SqlServerSession session, TArguments arguments) =>
        session.Connection.QueryFirstOrDefaultAsync<T>(Command(session, arguments));

    public async Task<IReadOnlyList<T>> QueryAsync<T>(SqlServerSession session, TArguments arguments) =>
        (await session.Connection.QueryAsync<T>(Command(session, arguments)).ConfigureAwait(false)).AsList();

    private CommandDefinition Command(SqlServerSession session, TArguments arguments) =>
        new(Sql, arguments, session.Transaction, seconds, cancellationToken: session.Cancel);
}
