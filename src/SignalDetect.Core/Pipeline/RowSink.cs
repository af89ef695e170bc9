namespace SignalDetect.Core.Pipeline;

/// <summary>Collects the rows that detection makes, in order.</summary>
public sealed class RowSink
{
    /// <summary>New detections.</summary>
    public List<DetectionRow> Detections { get; } = [];

    /// <summary>New revisions of incidents; the last one of an incident is its newest.</summary>
    public List<IncidentRow> Incidents { get; } = [];

    /// <summary>What changed with each revision.</summary>
    public List<IncidentEventRow> Events { get; } = [];

    /// <summary>Empties it for the next batch.</summary>
    public void Clear()
    {
        Detections.Clear();
        Incidents.Clear();
        Events.Clear();
    }
}
