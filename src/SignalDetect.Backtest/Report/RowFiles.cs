using System.Text.Encodings.Web;
using System.Text.Json;
using SignalDetect.Core.Pipeline;

namespace SignalDetect.Backtest.Report;

/// <summary>Writes <c>detections.jsonl</c> and <c>incidents.jsonl</c>, a row a line.</summary>
internal static class RowFiles
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>All detections in the order of (window, stream, kind, detector).</summary>
    public static IReadOnlyList<DetectionRow> Detections(IEnumerable<RowSink> sinks) =>
    [
        .. sinks.SelectMany(sink => sink.Detections).OrderBy(row => row.WindowStart).ThenBy(row => row.Stream, StringComparer.Ordinal)
            .ThenBy(row => row.Kind, StringComparer.Ordinal).ThenBy(row => row.Detector, StringComparer.Ordinal)
    ];

    /// <summary>The newest revision of each incident in the order of (detection, id).</summary>
    public static IReadOnlyList<IncidentRow> Incidents(IEnumerable<RowSink> sinks) =>
    [
        .. sinks.SelectMany(sink => sink.Incidents).GroupBy(row => row.IncidentId, StringComparer.Ordinal).Select(one => one.MaxBy(row => row.Revision)!)
            .OrderBy(row => row.DetectedAt).ThenBy(row => row.IncidentId, StringComparer.Ordinal)
    ];

    /// <summary>Writes detections; there is no database, so that none has a <c>seq</c>.</summary>
    public static void Write(Stream to, IReadOnlyList<DetectionRow> rows) => Write(to, rows, static (json, row) => RowJson.Write(json, row, null));

    /// <summary>Writes incidents.</summary>
    public static void Write(Stream to, IReadOnlyList<IncidentRow> rows) => Write(to, rows, RowJson.Write);

    private static void Write<T>(Stream to, IReadOnlyList<T> rows, Action<Utf8JsonWriter, T> write)
    {
        using var json = new Utf8JsonWriter(to, Options);
        foreach (var row in rows)
        {
            write(json, row);
            json.Flush();
            to.WriteByte((byte)'\n');
            json.Reset();
        }
    }
}
