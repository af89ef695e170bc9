using SignalDetect.Backtest.Labels;

namespace SignalDetect.Backtest.Report;

/// <summary>What made an alarm stand out.</summary>
internal enum AlarmShape : byte
{
    /// <summary>One window above what the predictive allows.</summary>
    Surge,

    /// <summary>Fewer than expected.</summary>
    Drop,

    /// <summary>No single window above the band: it is the evidence of several together.</summary>
    Several,
}

/// <summary>An alarm as the page tells it.</summary>
/// <param name="Start">Start of the window with its first alert, Unix milliseconds.</param>
/// <param name="End">End of the window with its last alert.</param>
/// <param name="Verdict">What it turned out to be; null without labels.</param>
/// <param name="Shape">What made it stand out.</param>
/// <param name="Score">The strongest score of its detections.</param>
/// <param name="IsTenfold">True where ten times what was expected was observed, or more.</param>
/// <param name="IsYoung">True in the first two weeks of a stream of more than four.</param>
/// <param name="Why">The same in words.</param>
internal sealed record ToldAlarm(long Start, long End, AlarmVerdict? Verdict, AlarmShape Shape, double Score, bool IsTenfold, bool IsYoung, string Why)
{
    /// <summary>Other streams with an alarm within an hour of it.</summary>
    public IReadOnlyList<string> Together { get; init; } = [];

    /// <summary>What it is called.</summary>
    public string Word => Verdict switch { AlarmVerdict.Right => "right alarm", AlarmVerdict.False => "false alarm", AlarmVerdict.Aside => "alarm at a label of low certainty", _ => "alarm" };
}
