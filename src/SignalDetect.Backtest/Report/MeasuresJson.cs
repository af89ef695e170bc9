using System.Text.Json;
using SignalDetect.Backtest.Labels;
using SignalDetect.Backtest.Measures;

namespace SignalDetect.Backtest.Report;

/// <summary>Writes measures into <c>report.json</c>.</summary>
/// <param name="json">Takes them, within an object.</param>
internal sealed class MeasuresJson(Utf8JsonWriter json)
{
    /// <summary>The figures against labels.</summary>
    public void Figures(Figures figures)
    {
        json.WriteNumber("incidents", figures.Incidents);
        json.WriteNumber("caught", figures.Caught);
        json.Rounded("recall", figures.Recall);
        json.Rounded("precision", figures.Precision);
        json.WriteNumber("alarms", figures.Alarms);
        json.WriteNumber("falseAlarms", figures.FalseAlarms);
        json.Rounded("streamWeeks", figures.StreamWeeks);
        json.Rounded("alarmsPerStreamWeek", figures.AlarmsPerStreamWeek);
        json.Rounded("falseAlarmsPerStreamWeek", figures.FalseAlarmsPerStreamWeek);
        Delay("delayMinutes", figures.DelayMinutes);
        if (figures.DelayRange is { } range)
        {
            json.WriteStartObject("delayRangeMinutes");
            Delay("shortest", range.Shortest);
            Delay("longest", range.Longest);
            json.WriteEndObject();
        }

        if (figures.Acknowledged is { } announced)
        {
            json.WriteStartObject("acknowledged");
            json.WriteNumber("labels", announced.Labels);
            json.WriteNumber("before", announced.Before);
            Delay("delayMinutes", announced.DelayMinutes);
            json.WriteEndObject();
        }

        json.WriteStartObject("lowCertainty");
        json.WriteNumber("incidents", figures.LowCertaintyIncidents);
        json.WriteNumber("caught", figures.LowCertaintyCaught);
        json.WriteEndObject();
    }

    /// <summary>How sure the figures are.</summary>
    public void Intervals(FigureIntervals intervals)
    {
        json.WriteStartObject("intervals");
        Interval("recall", intervals.Recall);
        Interval("precision", intervals.Precision);
        Interval("alarmsPerStreamWeek", intervals.AlarmsPerStreamWeek);
        Interval("falseAlarmsPerStreamWeek", intervals.FalseAlarmsPerStreamWeek);
        Interval("delayMinutesP50", intervals.DelayP50);
        json.WriteEndObject();
    }

    /// <summary>The figures over thresholds, and how their intervals were made.</summary>
    public void Curve(LabelMeasures held)
    {
        json.WriteStartObject("bootstrap");
        json.WriteString("over", held.Bootstrap.Over);
        json.WriteNumber("draws", held.Bootstrap.Draws);
        json.WriteNumber("seed", held.Bootstrap.Seed);
        json.Rounded("level", held.Bootstrap.Level);
        json.WriteEndObject();
        json.WriteStartArray("curve");
        foreach (var point in held.Curve)
        {
            json.WriteStartObject();
            json.Rounded("threshold", point.Threshold);
            Figures(point.Figures);
            Intervals(point.Intervals);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>The scores that the field compares by; null where nothing is labelled.</summary>
    public void Scores(NabScores? nab, PointAdjusted? points)
    {
        if (nab is null) json.WriteNull("nab");
        else
        {
            json.WriteStartObject("nab");
            json.WriteNumber("windows", nab.Windows);
            Profile("standard", nab.Standard);
            Profile("lowFP", nab.LowFalsePositives);
            Profile("lowFN", nab.LowFalseNegatives);
            json.WriteEndObject();
        }

        if (points is null)
        {
            json.WriteNull("pointAdjusted");
            return;
        }

        json.WriteStartObject("pointAdjusted");
        if (points.Delay is { } delay) json.WriteNumber("k", delay);
        else json.WriteNull("k");
        json.Rounded("f1", points.F1);
        json.Rounded("precision", points.Precision);
        json.Rounded("recall", points.Recall);
        json.Rounded("bestF1", points.BestF1);
        json.Rounded("bestThreshold", points.BestThreshold);
        json.WriteEndObject();
    }

    /// <summary>Whether p-values hold what they promise.</summary>
    /// <param name="calibration">The levels.</param>
    /// <param name="decades">Only the powers of ten, so that a report of many streams stays small.</param>
    public void Calibration(Calibration calibration, bool decades = false)
    {
        json.WriteStartObject("calibration");
        json.WriteNumber("windows", calibration.Windows);
        json.WriteStartArray("levels");
        foreach (var level in calibration.Levels.Where(level => !decades || level.IsDecade))
        {
            json.WriteStartObject();
            json.WriteNumber("p", level.Level);
            json.WriteNumber("windows", level.Windows);
            if (level.Share is { } share) json.WriteNumber("share", share);
            else json.WriteNull("share");
            json.Rounded("ratio", level.Ratio);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>A stream's measures.</summary>
    public void Stream(StreamMeasures stream)
    {
        json.WriteStartObject();
        json.WriteString("stream", stream.Stream);
        json.WriteNumber("stepSeconds", stream.StepSeconds);
        json.WriteNumber("rows", stream.Rows);
        json.WriteNumber("collected", stream.Collected);
        json.WriteNumber("alerts", stream.Alerts);
        if (stream.Figures is { } figures)
        {
            Figures(figures);
            Scores(stream.Nab, stream.PointAdjusted);
        }

        Calibration(stream.Calibration, decades: true);
        json.WriteEndObject();
    }

    private void Profile(string name, NabScore score)
    {
        json.WriteStartObject(name);
        json.Rounded("score", score.Score);
        json.Rounded("threshold", score.Threshold);
        json.Rounded("atAlert", score.AtAlert);
        json.WriteEndObject();
    }

    private void Delay(string name, DelayMinutes? delay)
    {
        if (delay is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.Rounded("p10", delay.P10);
        json.Rounded("p50", delay.P50);
        json.Rounded("p90", delay.P90);
        json.WriteEndObject();
    }

    private void Interval(string name, Interval? interval)
    {
        if (interval is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartArray(name);
        json.WriteNumberValue(Math.Round(interval.Low, 6));
        json.WriteNumberValue(Math.Round(interval.High, 6));
        json.WriteEndArray();
    }
}
