namespace SignalDetect.Backtest.Labels;

/// <summary>What became of a label.</summary>
/// <param name="Label">The label.</param>
/// <param name="AlertedAt">End of the window with the first alert about it, Unix milliseconds; null where it was missed.</param>
public sealed record LabelFinding(Label Label, long? AlertedAt)
{
    private const double MinuteMs = 60_000;

    /// <summary>Minutes from the label's start to the alert; null where it was missed.</summary>
    public double? DelayMinutes => (AlertedAt - Label.Start) / MinuteMs;

    /// <summary>The same if the outage had begun as late as the label allows.</summary>
    public double? ShortestDelayMinutes => (AlertedAt - Label.StartLatest) / MinuteMs;

    /// <summary>The same if the outage had begun as early as the label allows.</summary>
    public double? LongestDelayMinutes => (AlertedAt - Label.StartEarliest) / MinuteMs;

    /// <summary>Minutes from another system's announcement to the alert; negative is before it, null where there is none.</summary>
    public double? AcknowledgedDelayMinutes => (AlertedAt - Label.Acknowledged) / MinuteMs;
}

/// <summary>What an alarm turned out to be.</summary>
public enum AlarmVerdict : byte
{
    /// <summary>One of its alerts is about a label.</summary>
    Right,

    /// <summary>None is about any label.</summary>
    False,

    /// <summary>It is about labels of low certainty alone, and counts as neither.</summary>
    Aside,
}

/// <summary>A run of alerts of a stream at most two hours apart.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Start">Start of the window with its first alert, Unix milliseconds.</param>
/// <param name="End">End of the window with its last alert.</param>
/// <param name="Alerts">How many there are.</param>
/// <param name="Verdict">What it turned out to be.</param>
public sealed record AlarmFinding(string Stream, long Start, long End, int Alerts, AlarmVerdict Verdict);
