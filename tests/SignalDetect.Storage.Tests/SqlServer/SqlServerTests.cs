using Microsoft.Data.SqlClient;
using SignalDetect.Core.Pipeline;

namespace SignalDetect.Storage.Tests.SqlServer;

public sealed class SqlServerTests
{
    [SqlServerFact]
    public async Task Suite_OnSqlServer_RunsAndTellsWhyAStoreCannotBeUsed()
    {
        Assert.Contains(StoreKind.SqlServer, TestDatabase.AllKinds);
        await using var database = await SqlServerTestDatabase.EmptiedAsync();
        await Assert.ThrowsAsync<StoreNotReadyException>(() => database.Open().PrepareAsync(CancellationToken.None));
        await FailsAsync(new SqlConnectionStringBuilder(database.Options.Connection) { Password = "wrong" }, StoreFailure.Fatal);
        await FailsAsync(new SqlConnectionStringBuilder(database.Options.Connection) { InitialCatalog = "no_such_database" }, StoreFailure.Fatal);
        await FailsAsync(new SqlConnectionStringBuilder(database.Options.Connection) { DataSource = "tcp:127.0.0.1,1" }, StoreFailure.Transient);
    }

    private static async Task FailsAsync(SqlConnectionStringBuilder connection, StoreFailure failure)
    {
        await using var store = StoreFactory.Create(new StoreOptions(StoreKind.SqlServer, connection.ConnectionString, Storage.Retention.RetentionAges.Default));
        var error = await Assert.ThrowsAsync<SqlException>(() => store.PrepareAsync(CancellationToken.None));
        Assert.Equal(failure, store.Classify(error));
    }
}
