using System.Text.Json;
using SignalDetect.Backtest.Labels;
using SignalDetect.Backtest.Measures;
using SignalDetect.Core.Pipeline;

namespace SignalDetect.Backtest.Report;

/// <summary>Writes into <c>report.json</c> what became of each label and what each alarm turned out to be.</summary>
/// <param name="json">Takes them, within an object.</param>
internal sealed class FindingsJson(Utf8JsonWriter json)
{
    /// <summary>Writes <c>labels</c> and <c>alarmEpisodes</c>.</summary>
    public void Write(LabelMeasures held)
    {
        json.WriteStartArray("labels");
        foreach (var label in held.Labels) Write(label);
        json.WriteEndArray();
        json.WriteStartArray("alarmEpisodes");
        foreach (var alarm in held.Alarms) Write(alarm);
        json.WriteEndArray();
    }

    private void Write(LabelFinding found)
    {
        var label = found.Label;
        json.WriteStartObject();
        json.WriteString("stream", label.Stream);
        Time("start", label.Start);
        Time("end", label.End);
        Time("startEarliest", label.StartEarliest);
        Time("startLatest", label.StartLatest);
        Time("acknowledged", label.Acknowledged);
        json.WriteString("certainty", label.Certainty switch { Certainty.High => "high", Certainty.Medium => "medium", Certainty.Low => "low", _ => null });
        json.WriteString("source", label.Source);
        json.WriteBoolean("counts", label.Counts);
        json.WriteBoolean("caught", found.AlertedAt is not null);
        Time("alertedAt", found.AlertedAt);
        json.Rounded("delayMinutes", found.DelayMinutes);
        json.Rounded("shortestDelayMinutes", found.ShortestDelayMinutes);
        json.Rounded("longestDelayMinutes", found.LongestDelayMinutes);
        json.Rounded("acknowledgedDelayMinutes", found.AcknowledgedDelayMinutes);
        json.WriteEndObject();
    }

    private void Write(AlarmFinding alarm)
    {
        json.WriteStartObject();
        json.WriteString("stream", alarm.Stream);
        Time("start", alarm.Start);
        Time("end", alarm.End);
        json.WriteNumber("alerts", alarm.Alerts);
        json.WriteString("verdict", alarm.Verdict switch { AlarmVerdict.Right => "right", AlarmVerdict.False => "false", _ => "lowCertainty" });
        json.WriteEndObject();
    }

    private void Time(string name, long? time) => json.WriteString(name, time is { } known ? RowTime.Text(known) : null);
}
