using System.Globalization;
using System.Text;
using SignalDetect.Core.Pipeline;

namespace SignalDetect.Testing;

/// <summary>The rows as a database would hold them: inserts where absent, newest revisions, upserts.</summary>
public sealed class RowBook
{
    private readonly SortedDictionary<string, DetectionRow> detections = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, IncidentRow> incidents = new(StringComparer.Ordinal);
    private readonly SortedDictionary<(string, int), IncidentEventRow> events = [];
    private readonly SortedDictionary<(string, long, int), CountRow> counts = [];
    private readonly SortedDictionary<(string, long), long> collected = [];

    /// <summary>The sums over all partitions.</summary>
    public Totals Totals { get; set; }

    public IReadOnlyCollection<DetectionRow> Detections => detections.Values;

    public IReadOnlyCollection<IncidentRow> Incidents => incidents.Values;

    public IReadOnlyCollection<IncidentEventRow> Events => events.Values;

    public IReadOnlyCollection<CountRow> Counts => counts.Values;

    /// <summary>Takes what a batch says.</summary>
    public void Add(BatchOutput output)
    {
        Add(output.Rows.Detections, output.Rows.Incidents, output.Rows.Events, output.Counts, output.Collected);
        Totals += output.Totals;
    }

    /// <summary>Takes the rows of a commit; its sums are the partition's whole, so they are left to the store.</summary>
    public void Add(PartitionCommit commit) => Add(commit.Detections, commit.Incidents, commit.Events, commit.Counts, commit.Collected);

    /// <summary>All rows and sums as text, to compare two books; the sums of sent and extra depend on the number of hops and are left out.</summary>
    public string Dump()
    {
        var text = new StringBuilder();
        foreach (var row in detections.Values) text.Append(CultureInfo.InvariantCulture, $"{row}\n");
        foreach (var row in incidents.Values) text.Append(CultureInfo.InvariantCulture, $"{row}\n");
        foreach (var row in events.Values) text.Append(CultureInfo.InvariantCulture, $"{row}\n");
        foreach (var row in counts.Values) text.Append(CultureInfo.InvariantCulture, $"{row}\n");
        foreach (var ((service, from), to) in collected) text.Append(CultureInfo.InvariantCulture, $"{service} {from} {to}\n");
        return text.Append(CultureInfo.InvariantCulture, $"{Totals}").ToString();
    }

    private void Add(
        IEnumerable<DetectionRow> newDetections, IEnumerable<IncidentRow> newIncidents, IEnumerable<IncidentEventRow> newEvents, IEnumerable<CountRow> newCounts,
        IEnumerable<CollectedRow> newCollected)
    {
        foreach (var row in newDetections) detections.TryAdd(row.DetectionId, row);
        foreach (var row in newIncidents) incidents[row.IncidentId] = row;
        foreach (var row in newEvents) events.TryAdd((row.IncidentId, row.Revision), row);
        foreach (var row in newCounts) counts[(row.Stream, row.WindowStart, row.WindowSeconds)] = row;
        foreach (var row in newCollected) collected[(row.ServiceId, row.FromTime)] = row.ToTime;
    }
}
