using System.Text.Json;

namespace SignalDetect.Core.Pipeline;

/// <summary>Rows as JSON objects: the columns in camelCase, times as <see cref="RowTime"/>, columns that hold JSON as JSON.</summary>
public static class RowJson
{
    /// <summary>Writes a detection.</summary>
    /// <param name="seq">The row's place in the order of commits; left out where there is no database.</param>
    public static void Write(Utf8JsonWriter json, DetectionRow row, long? seq)
    {
        json.WriteStartObject();
        json.WriteString("detectionId"u8, row.DetectionId);
        if (seq is { } number) json.WriteNumber("seq"u8, number);
        json.WriteString("pipeline"u8, row.Pipeline);
        json.WriteString("serviceId"u8, row.ServiceId);
        json.WriteString("stream"u8, row.Stream);
        json.WriteString("kind"u8, row.Kind);
        json.WriteString("detector"u8, row.Detector);
        Time(json, "windowStart"u8, row.WindowStart);
        json.WriteNumber("windowSeconds"u8, row.WindowSeconds);
        json.WriteNumber("observed"u8, row.Observed);
        json.WriteNumber("expected"u8, row.Expected);
        json.WriteNumber("lower"u8, row.Lower);
        json.WriteNumber("upper"u8, row.Upper);
        json.WriteNumber("score"u8, row.Score);
        json.WriteNumber("pValue"u8, row.PValue);
        json.WriteString("incidentId"u8, row.IncidentId);
        Embed(json, "explanation"u8, row.Explanation);
        json.WriteEndObject();
    }

    /// <summary>Writes one revision of an incident.</summary>
    public static void Write(Utf8JsonWriter json, IncidentRow row)
    {
        json.WriteStartObject();
        json.WriteString("incidentId"u8, row.IncidentId);
        json.WriteNumber("revision"u8, row.Revision);
        json.WriteString("serviceId"u8, row.ServiceId);
        json.WriteString("state"u8, row.State);
        json.WriteString("severity"u8, row.Severity);
        Time(json, "startedAt"u8, row.StartedAt);
        Time(json, "detectedAt"u8, row.DetectedAt);
        Time(json, "confirmedAt"u8, row.ConfirmedAt);
        Time(json, "recoveringAt"u8, row.RecoveringAt);
        Time(json, "resolvedAt"u8, row.ResolvedAt);
        Time(json, "acknowledgedAt"u8, row.AcknowledgedAt);
        Time(json, "peakAt"u8, row.PeakAt);
        json.WriteNumber("peakRate"u8, row.PeakRate);
        json.WriteNumber("expectedRate"u8, row.ExpectedRate);
        json.WriteNumber("distinctReporters"u8, row.DistinctReporters);
        Embed(json, "features"u8, row.Features);
        Embed(json, "regions"u8, row.Regions);
        json.WriteString("causeId"u8, row.CauseId);
        json.WriteString("role"u8, row.Role);
        Embed(json, "explanation"u8, row.Explanation);
        json.WriteEndObject();
    }

    private static void Time(Utf8JsonWriter json, ReadOnlySpan<byte> name, long? time)
    {
        if (time is not { } known)
        {
            json.WriteNull(name);
            return;
        }

        Span<char> text = stackalloc char[RowTime.Length];
        RowTime.Write(known, text);
        json.WriteString(name, text);
    }

    private static void Embed(Utf8JsonWriter json, ReadOnlySpan<byte> name, string value)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(value);
    }
}
