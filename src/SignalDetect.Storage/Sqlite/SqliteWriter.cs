namespace SignalDetect.Storage.Sqlite;

/// <summary>This process's one writer: SQLite takes no two at a time, and waiting here is fair and costs no polling.</summary>
internal sealed class SqliteWriter(SqliteDatabase database) : IAsyncDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);
    private SqliteSession? session;

    /// <summary>Runs a transaction on a thread of the pool, as SQLite's calls block.</summary>
    /// <param name="work">Begins and ends its transaction. Where it throws, the connection is closed, which rolls back.</param>
    /// <param name="cancel">Ends the wait for the turn; work that has begun is done.</param>
    public async Task<T> RunAsync<T>(Func<SqliteSession, T> work, CancellationToken cancel)
    {
        await turn.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            return await Task.Run(() => Run(work), CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await turn.WaitAsync().ConfigureAwait(false);
        session?.Dispose();
        session = null;
        turn.Release();
    }

    private T Run<T>(Func<SqliteSession, T> work)
    {
        session ??= new SqliteSession(database.Open());
        try
        {
            return work(session);
        }
        catch
        {
            session.Dispose();
            session = null;
            throw;
        }
    }
}
