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
        foreach (var row in output.Rows.Detections) detections.TryAdd(row.DetectionId, row);
        foreach (var row in output.Rows.Incidents) incidents[row.IncidentId] = row;
        foreach (var row in output.Rows.Events) events.TryAdd((row.IncidentId, row.Revision), row);
        foreach (var row in output.Counts) counts[(row.Stream, row.WindowStart, row.WindowSeconds)] = row;
        foreach (var row in output.Collected) collected[(row.ServiceId, row.FromTime)] = row.ToTime;
        Totals += output.Totals;
    }

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
}
