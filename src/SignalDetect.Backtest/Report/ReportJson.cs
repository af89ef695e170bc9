using System.Text.Json;
using SignalDetect.Core.Pipeline;
using SignalDetect.Core.Signals;

namespace SignalDetect.Backtest.Report;

/// <summary>Writes <c>report.json</c>.</summary>
internal static class ReportJson
{
    /// <summary>Writes the figures of a run.</summary>
    public static void Write(Stream to, BacktestResult result)
    {
        using var json = new Utf8JsonWriter(to, new JsonWriterOptions { Indented = true });
        var measures = new MeasuresJson(json);
        json.WriteStartObject();
        json.WriteString("detector", result.Detector);
        Sizes(json, result);
        json.WriteNumber("points", result.Points);
        json.Rounded("seconds", result.Seconds);
        json.Rounded("pointsPerSecond", result.PointsPerSecond);
        if (result.LearntUntil is { } until)
        {
            json.WriteString("learntUntil", RowTime.Text(until));
            json.WriteNumber("rowsLeftOut", result.LeftOut);
        }

        if (result.Signals is { } signals) Write(json, signals);
        if (result.Measures.Labels is { } held)
        {
            measures.Figures(held.Figures);
            measures.Intervals(held.Intervals);
            json.WriteNumber("labelsElsewhere", held.Elsewhere);
            measures.Scores(held.Nab, held.PointAdjusted);
            measures.Curve(held);
        }

        measures.Calibration(result.Measures.Calibration);
        if (result.Measures.Labels is { } found) new FindingsJson(json).Write(found);
        json.WriteStartArray("byStream");
        foreach (var stream in result.Measures.ByStream) measures.Stream(stream);
        json.WriteEndArray();
        if (result.Comparison.Count > 0) Compare(json, measures, result.Comparison);
        json.WriteEndObject();
    }

    private static void Sizes(Utf8JsonWriter json, BacktestResult result)
    {
        json.WriteNumber("streams", result.Streams);
        json.WriteNumber("alerts", result.Alerts);
        json.WriteNumber("detectionRows", result.Detections);
        json.WriteNumber("incidentRows", result.Incidents);
    }

    private static void Compare(Utf8JsonWriter json, MeasuresJson measures, IReadOnlyList<BacktestResult> presets)
    {
        json.WriteStartArray("comparison");
        foreach (var preset in presets)
        {
            json.WriteStartObject();
            json.WriteString("detector", preset.Detector);
            Sizes(json, preset);
            json.Rounded("seconds", preset.Seconds);
            if (preset.Measures.Labels is { } held)
            {
                measures.Figures(held.Figures);
                measures.Intervals(held.Intervals);
                measures.Scores(held.Nab, held.PointAdjusted);
                measures.Curve(held);
            }

            measures.Calibration(preset.Measures.Calibration);
            json.WriteEndObject();
        }

        json.WriteEndArray();
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
}
