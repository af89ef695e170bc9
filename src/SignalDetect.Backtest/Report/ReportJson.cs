using SignalDetect.Core.Signals;
using System.Text.Json;
using SignalDetect.Backtest.Labels;

namespace SignalDetect.Backtest.Report;

/// <summary>Writes <c>report.json</c>.</summary>
internal static class ReportJson
{
    /// <summary>Writes the figures of a run.</summary>
    public static void Write(Stream to, BacktestResult result)
    {
        using var json = new Utf8JsonWriter(to, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteNumber("streams", result.Streams);
        json.WriteNumber("points", result.Points);
        Number(json, "seconds", result.Seconds);
        Number(json, "pointsPerSecond", result.PointsPerSecond);
        json.WriteNumber("alerts", result.Alerts);
        json.WriteNumber("detectionRows", result.Detections);
        json.WriteNumber("incidentRows", result.Incidents);
        if (result.Signals is { } signals) Write(json, signals);
        if (result.Figures is { } figures)
        {
            Write(json, figures);
            json.WriteNumber("labelsElsewhere", result.LabelsElsewhere);
            json.WriteStartArray("curve");
            foreach (var point in result.Curve ?? [])
            {
                json.WriteStartObject();
                Number(json, "threshold", point.Threshold);
                Write(json, point.Figures);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, SignalSums signals)
    {
        var sums = signals.Totals;
        json.WriteStartObject("signals");
        json.WriteNumber("sent", sums.Sent);
        json.WriteNumber("extra", sums.Extra);
        json.WriteNumber("counted", sums.Counted);
        json.WriteNumber("duplicate", sums.Duplicate);
        json.WriteNumber("dead", sums.Dead);
        json.WriteNumber("unmatched", sums.Unmatched);
        json.WriteStartObject("deadByReason");
        foreach (var (reason, count) in signals.Dead) json.WriteNumber(reason.Name(), count);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Figures figures)
    {
        json.WriteNumber("incidents", figures.Incidents);
        json.WriteNumber("caught", figures.Caught);
        Number(json, "recall", figures.Recall);
        Number(json, "precision", figures.Precision);
        Number(json, "alarmsPerStreamWeek", figures.AlarmsPerStreamWeek);
        if (figures.DelayMinutes is not { } delay)
        {
            json.WriteNull("delayMinutes");
            return;
        }

        json.WriteStartObject("delayMinutes");
        Number(json, "p10", delay.P10);
        Number(json, "p50", delay.P50);
        Number(json, "p90", delay.P90);
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } known) json.WriteNumber(name, Math.Round(known, 6));
        else json.WriteNull(name);
    }
}
