using SignalDetect.Core.Pipeline;

namespace SignalDetect.Storage.Rows;

/// <summary>What is read of a row of <c>Incidents</c> before a newer revision takes its place.</summary>
internal sealed class StoredIncident
{
    public string IncidentId { get; init; } = "";

    public int Revision { get; init; }

    public string? CauseId { get; init; }

    public string? Role { get; init; }

    /// <summary>The revision with the cause that the table has: the owner of shared causes wrote it, detection does not know it.</summary>
    public IncidentRow Keep(IncidentRow newer) => newer with { CauseId = CauseId, Role = Role };
}
