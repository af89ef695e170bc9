namespace SignalDetect.Storage.Schema;

/// <summary>Brings a store's schema to the version that this program needs.</summary>
public abstract class Migrator
{
    /// <summary>Applies the steps that the database lacks, in one transaction; several processes may do so at once.</summary>
    /// <returns>The names of the steps applied; empty where the schema was up to date.</returns>
    /// <exception cref="Core.Pipeline.StoreNotReadyException">The database is newer than this program, or was made with other steps.</exception>
    public abstract Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancel);

    /// <summary>The SQL that makes the whole schema in an empty database, for the database's own tool.</summary>
    public abstract string Script();
}
