namespace SignalDetect.Backtest.Labels;

/// <summary>An outage that somebody wrote down.</summary>
/// <param name="Stream">The stream it shows in.</param>
/// <param name="Start">When it began, Unix milliseconds.</param>
/// <param name="End">When it was over.</param>
/// <param name="StartEarliest">When it may have begun at the earliest; <paramref name="Start"/> where nothing is said.</param>
/// <param name="StartLatest">When it may have begun at the latest; <paramref name="Start"/> where nothing is said.</param>
internal sealed record Label(string Stream, long Start, long End, long StartEarliest, long StartLatest)
{
    /// <summary>
    /// True when an alert in the window that starts at <paramref name="windowStart"/> is about this outage: not before its earliest start less one window,
    /// the tolerance, and not after its end (or its latest start, where that is later).
    /// </summary>
    public bool Meets(long windowStart, long windowMs) => windowStart >= StartEarliest - windowMs && windowStart <= Math.Max(End, StartLatest);
}
