namespace SignalDetect.Backtest.Measures;

/// <summary>
/// Point-adjusted F1 with delay k (Ren et al. 2019, after the AIOps challenge of 2018): a labelled segment with an alert in its first k + 1 rows counts whole as
/// found, any other whole as missed; alerted rows outside segments are false.
/// </summary>
/// <param name="F1">Of the alerts as they are.</param>
/// <param name="Precision">Found rows of all alerted; null without an alert.</param>
/// <param name="Recall">Found rows of all labelled.</param>
/// <param name="BestF1">At the best threshold of the score over all streams, chosen with the labels in hand.</param>
/// <param name="BestThreshold">That threshold, to a ten-thousandth; 1.1 is never.</param>
public sealed record PointAdjusted(double F1, double? Precision, double Recall, double BestF1, double BestThreshold)
{
    /// <summary>k; null where it differs between streams.</summary>
    public int? Delay { get; init; }

    /// <summary>k for windows of a minute or less.</summary>
    internal const int DelayOfMinutes = 7;

    /// <summary>k for longer windows.</summary>
    internal const int DelayOfLonger = 2;

    /// <summary>The measure over some streams; null where no row is labelled.</summary>
    internal static PointAdjusted? Of(IReadOnlyList<PointTally> streams)
    {
        var segments = streams.SelectMany(stream => stream.Segments).ToArray();
        var labelled = segments.Sum(segment => segment.Rows);
        if (labelled == 0) return null;
        var found = segments.Where(segment => segment.Alerted).Sum(segment => segment.Rows);
        var wrong = streams.Sum(stream => stream.OutsideAlerts);
        var (best, threshold) = Best(streams, segments, labelled);
        return new PointAdjusted(F1Of(found, wrong, labelled), found + wrong > 0 ? (double)found / (found + wrong) : null, (double)found / labelled, best, threshold)
        {
            Delay = streams.Select(stream => stream.Delay).Distinct().Count() == 1 ? streams[0].Delay : null,
        };
    }

    private static (double F1, double Threshold) Best(IReadOnlyList<PointTally> streams, Segment[] segments, long labelled)
    {
        var (gained, lost) = (new double[ScoreKey.Count], new double[ScoreKey.Count]);
        foreach (var segment in segments)
            if (segment.Best >= 0) gained[segment.Best] += segment.Rows;
        foreach (var (key, rows) in streams.SelectMany(stream => stream.Outside)) lost[key] += rows;
        var (best, threshold) = (0.0, 1.1);
        var (found, wrong) = (0.0, 0.0);
        for (var key = ScoreKey.Count - 1; key >= 0; key--)
        {
            (found, wrong) = (found + gained[key], wrong + lost[key]);
            if (F1Of(found, wrong, labelled) is var f1 && f1 > best) (best, threshold) = (f1, ScoreKey.Score(key));
        }

        return (best, threshold);
    }

    private static double F1Of(double found, double wrong, double labelled) => found > 0 ? 2 * found / (found + wrong + labelled) : 0;
}
