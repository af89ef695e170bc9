using System.Globalization;
using System.Text.Json;

namespace SignalDetect.EndToEnd.Tests.Streaming;

/// <summary>A table that others may read: its columns but <c>Seq</c>, which alone tells one run from another.</summary>
internal sealed record ContractTable(string Name, IReadOnlyList<string> Columns)
{
    public static readonly ContractTable Detections = Of(
        "Detections",
        "DetectionId Pipeline ServiceId Stream Kind Detector WindowStart WindowSeconds Observed Expected Lower Upper Score PValue IncidentId Explanation");

    public static readonly ContractTable Incidents = Of(
        "Incidents",
        "IncidentId Revision ServiceId State Severity StartedAt DetectedAt ConfirmedAt RecoveringAt ResolvedAt AcknowledgedAt PeakAt PeakRate ExpectedRate " +
        "DistinctReporters Features Regions CauseId Role Explanation");

    public static readonly ContractTable IncidentEvents = Of("IncidentEvents", "IncidentId Revision At State Note");

    public static readonly ContractTable Counts = Of("Counts", "Stream WindowStart WindowSeconds Count DistinctReporters Expected Lower Upper Final");

    public static readonly ContractTable Collected = Of("Collected", "ServiceId FromTime ToTime");

    public static readonly IReadOnlyList<ContractTable> All = [Detections, Incidents, IncidentEvents, Counts, Collected];

    /// <summary>A row as text, whatever it comes from; numbers at their full precision.</summary>
    public string Row(Func<string, string?> value) => string.Join(" | ", Columns.Select(column => $"{column} {value(column) ?? "null"}"));

    /// <summary>The rows of a file of JSON lines, whose fields are the columns in camelCase, in ordinal order.</summary>
    public IReadOnlyList<string> Read(string file) => [.. File.ReadLines(file).Select(Row).Order(StringComparer.Ordinal)];

    /// <summary>A number in the form that all sources share.</summary>
    public static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private string Row(string line)
    {
        using var json = JsonDocument.Parse(line);
        var extra = json.RootElement.EnumerateObject().Select(field => field.Name).Except(Columns.Select(Field)).ToArray();
        if (extra.Length > 0) throw new FormatException($"{Name} has no columns {string.Join(", ", extra)}: {line}");
        return Row(column => Text(json.RootElement.GetProperty(Field(column))));
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Number => Text(value.GetDouble()),
        JsonValueKind.String => value.GetString(),
        _ => value.GetRawText(),
    };

    private static string Field(string column) => char.ToLowerInvariant(column[0]) + column[1..];

    private static ContractTable Of(string name, string columns) => new(name, columns.Split(' '));
}
