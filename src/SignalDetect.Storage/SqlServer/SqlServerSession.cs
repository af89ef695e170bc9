using System.Data.Common;

namespace SignalDetect.Storage.SqlServer;

/// <summary>What a statement runs on.</summary>
/// <param name="Transaction">Null where each statement stands for itself.</param>
/// <param name="Cancel">Breaks off a statement that runs; its transaction is then rolled back.</param>
internal readonly record struct SqlServerSession(DbConnection Connection, DbTransaction? Transaction, CancellationToken Cancel);
