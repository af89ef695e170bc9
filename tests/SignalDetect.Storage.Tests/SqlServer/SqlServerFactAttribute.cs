namespace SignalDetect.Storage.Tests.SqlServer;

/// <summary>A test that needs a server, and says so in one line where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SqlServerFactAttribute : FactAttribute
{
    public SqlServerFactAttribute()
    {
        if (SqlServerTestDatabase.Connection is null)
            Skip = $"the store's suite ran on SQLite alone: {SqlServerTestDatabase.Variable} holds no connection string of a SQL Server";
    }
}
