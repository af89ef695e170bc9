namespace SignalDetect.Backtest.Labels;

/// <summary>An outage that somebody wrote down. All times are Unix milliseconds.</summary>
/// <param name="Stream">The stream it shows in.</param>
/// <param name="Start">When it began.</param>
/// <param name="End">When it was over.</param>
/// <param name="StartEarliest">When it may have begun at the earliest; <paramref name="Start"/> where nothing is said.</param>
/// <param name="StartLatest">When it may have begun at the latest; <paramref name="Start"/> where nothing is said.</param>
/// <param name="Acknowledged">When another system, or the operator, announced it; null where nobody is known to have.</param>
/// <param name="Certainty">How sure its times are; null where nothing is said, which counts as sure enough.</param>
/// <param name="Source">Who says so; null where nothing is said.</param>
public sealed record Label(
    string Stream, long Start, long End, long StartEarliest, long StartLatest, long? Acknowledged = null, Certainty? Certainty = null, string? Source = null)
{
    /// <summary>True where it counts in recall: one of low certainty does not.</summary>
    public bool Counts => Certainty != Labels.Certainty.Low;

    /// <summary>When it is over at the latest: its end, or its latest start where that is later.</summary>
    public long Over => Math.Max(End, StartLatest);

    /// <summary>
    /// True when an alert in the window that starts at <paramref name="windowStart"/> is about this outage: not before its earliest start less one window,
    /// the tolerance, and not after it is over.
    /// </summary>
    internal bool Meets(long windowStart, long windowMs) => windowStart >= StartEarliest - windowMs && windowStart <= Over;
}
