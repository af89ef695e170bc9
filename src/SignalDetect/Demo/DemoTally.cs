using SignalDetect.Core.Pipeline;
using SignalDetect.Core.Signals;

namespace SignalDetect.Demo;

/// <summary>What the service has committed so far, all partitions together. Their owners report from threads of their own.</summary>
internal sealed class DemoTally(int services)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, long> collected = new(StringComparer.Ordinal);
    private readonly SortedDictionary<DeadLetterReason, long> dead = [];
    private readonly SortedDictionary<string, IncidentRow> incidents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<IncidentEventRow>> events = new(StringComparer.Ordinal);
    private Totals totals;
    private int detections;

    /// <summary>The sums.</summary>
    public Totals Totals
    {
        get { lock (gate) return totals; }
    }

    /// <summary>How many detections there are.</summary>
    public int Detections
    {
        get { lock (gate) return detections; }
    }

    /// <summary>Dead signals by reason, in the order of the checks.</summary>
    public IReadOnlyList<KeyValuePair<DeadLetterReason, long>> Dead
    {
        get { lock (gate) return [.. dead]; }
    }

    /// <summary>Each incident as it is now with its events, by onset.</summary>
    public IReadOnlyList<(IncidentRow Incident, IReadOnlyList<IncidentEventRow> Events)> Incidents
    {
        get
        {
            lock (gate) return [.. from incident in incidents.Values orderby incident.StartedAt, incident.IncidentId select (incident, (IReadOnlyList<IncidentEventRow>)[.. events[incident.IncidentId]])];
        }
    }

    /// <summary>Adds what a committed batch brought.</summary>
    public void Add(BatchOutput output)
    {
        lock (gate)
        {
            totals += output.Totals;
            detections += output.Rows.Detections.Count;
            foreach (var letter in output.Dead) dead[letter.Reason] = dead.GetValueOrDefault(letter.Reason) + 1;
            foreach (var span in output.Collected) collected[span.ServiceId] = span.ToTime;
            foreach (var incident in output.Rows.Incidents) incidents[incident.IncidentId] = incident;
            foreach (var change in output.Rows.Events)
            {
                if (!events.TryGetValue(change.IncidentId, out var list)) events.Add(change.IncidentId, list = []);
                list.Add(change);
            }
        }
    }

    /// <summary>The time, Unix milliseconds, up to which every service has been judged; null before the first.</summary>
    public long? Reached
    {
        get { lock (gate) return collected.Count == services ? collected.Values.Min() : null; }
    }
}
