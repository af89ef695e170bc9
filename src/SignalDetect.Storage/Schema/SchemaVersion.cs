using SignalDetect.Core.Pipeline;

namespace SignalDetect.Storage.Schema;

/// <summary>A row of <c>SchemaVersion</c>: a step that the database has had.</summary>
internal sealed class SchemaVersion
{
    public int Version { get; init; }

    public string Name { get; init; } = "";

    public string Checksum { get; init; } = "";

    /// <summary>The steps that a database still lacks, in order.</summary>
    /// <exception cref="StoreNotReadyException">The database has a step that this program does not know, or knows otherwise.</exception>
    public static IReadOnlyList<Migration> Missing(IReadOnlyList<Migration> known, IEnumerable<SchemaVersion> applied)
    {
        var missing = known.ToDictionary(step => step.Version);
        foreach (var row in applied.OrderBy(row => row.Version))
        {
            if (!missing.Remove(row.Version, out var step))
                throw new StoreNotReadyException(
                    $"the database's schema has version {row.Version} ({row.Name}), this program knows {known[^1].Version}: use the newer program");
            if (step.Checksum != row.Checksum)
                throw new StoreNotReadyException(
                    $"migration {step.Name} is not the one that this database was made with: schema steps are added, never changed");
        }

        return [.. missing.Values.OrderBy(step => step.Version)];
    }
}
