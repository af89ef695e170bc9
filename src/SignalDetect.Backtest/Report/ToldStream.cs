using SignalDetect.Backtest.Labels;
using SignalDetect.Core.Pipeline;

namespace SignalDetect.Backtest.Report;

/// <summary>A stream with all that the page tells of it.</summary>
/// <param name="Result">What was found in it.</param>
/// <param name="Labels">What became of its labels.</param>
/// <param name="Alarms">Its alarms in the order of time.</param>
/// <param name="Incidents">Its incidents in the order of detection.</param>
/// <param name="Detections">Its detections in the order of windows.</param>
internal sealed record ToldStream(
    StreamResult Result, IReadOnlyList<LabelFinding> Labels, IReadOnlyList<ToldAlarm> Alarms, IReadOnlyList<IncidentRow> Incidents,
    IReadOnlyList<DetectionRow> Detections)
{
    /// <summary>Its name.</summary>
    public string Name => Result.Name;

    /// <summary>Labels that count.</summary>
    public int Counting => Labels.Count(found => found.Label.Counts);

    /// <summary>Labels that count and were caught.</summary>
    public int Caught => Labels.Count(found => found.Label.Counts && found.AlertedAt is not null);

    /// <summary>Labels that count and were missed.</summary>
    public int Missed => Counting - Caught;

    /// <summary>Alarms about no label; without labels all of them.</summary>
    public int Unfounded => Alarms.Count(alarm => alarm.Verdict is null or AlarmVerdict.False);

    /// <summary>True where there is neither a label nor an alarm.</summary>
    public bool IsQuiet => Labels.Count == 0 && Alarms.Count == 0;

    /// <summary>What happened in few words.</summary>
    public string Summary()
    {
        var parts = new List<string>();
        if (Counting > 0) parts.Add($"{Caught} of {Counting} caught");
        if (Missed > 0) parts.Add($"{Missed} missed");
        if (Alarms.Count > 0) parts.Add(Alarms[0].Verdict is null ? Html.Count(Alarms.Count, "alarm") : Html.Count(Unfounded, "false alarm"));
        else parts.Add("no alarm");
        parts.Add($"windows of {Html.Span(Result.StepSeconds)}");
        return string.Join(" · ", parts);
    }
}
