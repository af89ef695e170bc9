using System.Data.Common;
using System.Globalization;
using Microsoft.Data.SqlClient;

namespace SignalDetect.Storage.SqlServer;

/// <summary>One database on a server; connections come from SqlClient's pool.</summary>
/// <param name="connect">Makes a connection that is still closed.</param>
internal sealed class SqlServerDatabase(Func<DbConnection> connect)
{
    public SqlServerDatabase(string connection)
        : this(() => new SqlConnection(connection))
    {
    }

    public static string? Problem(string connection)
    {
        try
        {
            if (new SqlConnectionStringBuilder(connection).DataSource.Length == 0)
                return "store.connection: names no server; it reads like Server=HOST;Database=NAME;User Id=USER;Password=...";
            // SqlClient opens no connection in a process without cultures.
            _ = CultureInfo.GetCultureInfo("en-US");
            return null;
        }
        catch (CultureNotFoundException)
        {
            return "store.kind: sqlserver needs the ICU library (Debian: libicu) and DOTNET_SYSTEM_GLOBALIZATION_INVARIANT not set";
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            return "store.connection: " + error.Message.ReplaceLineEndings(" ");
        }
    }

    /// <summary>An open connection.</summary>
    public async Task<DbConnection> OpenAsync(CancellationToken cancel)
    {
        var connection = connect();
        try
        {
            await connection.OpenAsync(cancel).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Runs work of single statements on a connection of its own.</summary>
    public async Task<T> RunAsync<T>(Func<SqlServerSession, Task<T>> work, CancellationToken cancel)
    {
        try
        {
            await using var connection = await OpenAsync(cancel).ConfigureAwait(false);
            return await work(new SqlServerSession(connection, null, cancel)).ConfigureAwait(false);
        }
        catch (Exception error) when (cancel.IsCancellationRequested && error is DbException or InvalidOperationException)
        {
            // SqlClient says in several ways that a statement was broken off.
            throw new OperationCanceledException(error.Message, error, cancel);
        }
    }

    /// <summary>Runs work in one transaction.</summary>
    /// <param name="work">Says whether to commit. Where it throws, or the connection is cut, everything is rolled back.</param>
    /// <param name="cancel">Breaks off the statement that runs.</param>
    public Task<T> TransactAsync<T>(Func<SqlServerSession, Task<(T Result, bool Commit)>> work, CancellationToken cancel) => RunAsync(
        async session =>
        {
            await using var transaction = await session.Connection.BeginTransactionAsync(cancel).ConfigureAwait(false);
            var (result, commit) = await work(session with { Transaction = transaction }).ConfigureAwait(false);
            if (commit) await transaction.CommitAsync(cancel).ConfigureAwait(false);
            else await transaction.RollbackAsync(cancel).ConfigureAwait(false);
            return result;
        },
        cancel);
}
