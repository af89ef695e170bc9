namespace SignalDetect.Core.Incidents;

/// <summary>Where an incident stands.</summary>
public enum IncidentState : byte { None, Suspected, Confirmed, Recovering, Resolved, Dismissed }

/// <summary>The names that rows use.</summary>
public static class IncidentStates
{
    /// <summary>The state's name in rows; empty for none.</summary>
    public static string Name(this IncidentState state) => state switch
    {
        IncidentState.Suspected => "suspected",
        IncidentState.Confirmed => "confirmed",
        IncidentState.Recovering => "recovering",
        IncidentState.Resolved => "resolved",
        IncidentState.Dismissed => "dismissed",
        _ => "",
    };

    /// <summary>True while the incident is neither over nor put aside.</summary>
    public static bool IsOpen(this IncidentState state) => state is IncidentState.Suspected or IncidentState.Confirmed or IncidentState.Recovering;
}
