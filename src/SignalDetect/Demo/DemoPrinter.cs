using SignalDetect.Core.Pipeline;

namespace SignalDetect.Demo;

/// <summary>Prints detections and incidents as they are committed.</summary>
internal sealed class DemoPrinter(TextWriter to)
{
    private readonly Lock writing = new();
    private readonly HitParts hit = new();
    private readonly Dictionary<string, string> states = new(StringComparer.Ordinal);

    /// <summary>Prints what a committed batch brought: detections, new states of incidents, the features and regions that join or leave one, and the operator's word.</summary>
    public void Show(BatchOutput output)
    {
        lock (writing)
        {
            foreach (var detection in output.Rows.Detections) to.WriteLine(DemoWords.Detection(detection));
            foreach (var change in output.Rows.Events) Show(change, output.Rows.Incidents);
        }
    }

    /// <summary>Prints a line.</summary>
    public void Say(string line)
    {
        lock (writing) to.WriteLine(line);
    }

    private void Show(IncidentEventRow change, List<IncidentRow> incidents)
    {
        var incident = incidents.First(row => row.IncidentId == change.IncidentId && row.Revision == change.Revision);
        if (hit.Read(change) is { } moved)
        {
            to.WriteLine(DemoWords.Moved(change, incident, moved));
            return;
        }

        var isNew = !states.TryGetValue(change.IncidentId, out var state) || state != change.State;
        states[change.IncidentId] = change.State;
        if (isNew || change.Note.StartsWith("operator", StringComparison.Ordinal)) to.WriteLine(DemoWords.Change(change, incident));
    }
}
