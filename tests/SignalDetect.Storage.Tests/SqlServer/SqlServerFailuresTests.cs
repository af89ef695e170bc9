using Microsoft.Data.SqlClient;
using SignalDetect.Core.Pipeline;
using SignalDetect.Storage.Retention;
using SignalDetect.Storage.SqlServer;

namespace SignalDetect.Storage.Tests.SqlServer;

public sealed class SqlServerFailuresTests
{
    [Theory]
    [InlineData(18456, 14, StoreFailure.Fatal)] // login failed
    [InlineData(4060, 11, StoreFailure.Fatal)] // cannot open the database
    [InlineData(229, 14, StoreFailure.Fatal)] // permission denied
    [InlineData(1205, 13, StoreFailure.Transient)] // deadlock victim
    [InlineData(-2, 11, StoreFailure.Transient)] // timeout
    [InlineData(6005, 14, StoreFailure.Transient)] // shutting down
    [InlineData(10054, 20, StoreFailure.Transient)] // connection reset
    [InlineData(0, 20, StoreFailure.Transient)] // the managed client numbers nothing
    [InlineData(40613, 17, StoreFailure.Transient)] // database not available at the moment
    [InlineData(2627, 14, StoreFailure.Bug)] // key there already
    [InlineData(207, 16, StoreFailure.Bug)] // no such column
    [InlineData(8152, 16, StoreFailure.Bug)] // text too long
    public void Classify_ErrorNumber_SaysWhetherToWait(int number, byte severity, StoreFailure failure) =>
        Assert.Equal(failure, SqlServerFailures.Classify(number, severity));

    [Fact]
    public void Classify_OtherExceptions_TellsTheCutConnectionFromTheBug()
    {
        Assert.Equal(StoreFailure.Transient, SqlServerFailures.Classify(new InvalidOperationException("Internal connection fatal error. Error state: 18")));
        Assert.Equal(StoreFailure.Transient, SqlServerFailures.Classify(new AggregateException(new IOException("reset"))));
        Assert.Equal(StoreFailure.Transient, SqlServerFailures.Classify(new TimeoutException()));
        Assert.Equal(StoreFailure.Bug, SqlServerFailures.Classify(new InvalidOperationException("Sequence contains no elements")));
        Assert.Equal(StoreFailure.Bug, SqlServerFailures.Classify(new ArgumentNullException()));
    }

    [Fact]
    public async Task Prepare_ServerThatDoesNotAnswer_FailsAsTransient()
    {
        await using var store = StoreFactory.Create(
            new StoreOptions(StoreKind.SqlServer, "Server=tcp:127.0.0.1,1;Database=x;User Id=a;Password=b;Connect Timeout=2", RetentionAges.Default));

        var error = await Assert.ThrowsAsync<SqlException>(() => store.PrepareAsync(CancellationToken.None));

        Assert.Equal(StoreFailure.Transient, store.Classify(error));
    }

    [Theory]
    [InlineData("Server=db;Database=signals;User Id=a;Password=b", null)]
    [InlineData("Database=signals", "store.connection")]
    [InlineData("Server=db;Colour=blue", "store.connection")]
    [InlineData("data/signals.db", "store.connection")]
    public void Problem_ConnectionString_NamesTheSetting(string connection, string? setting) =>
        Assert.Equal(setting, new StoreOptions(StoreKind.SqlServer, connection, RetentionAges.Default).Problem()?.Split(':')[0]);
}
