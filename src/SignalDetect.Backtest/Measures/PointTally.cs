using SignalDetect.Backtest.Labels;

namespace SignalDetect.Backtest.Measures;

/// <summary>A run of labelled rows.</summary>
/// <param name="Rows">How many.</param>
/// <param name="Best">The largest score among those within the delay, as a key.</param>
/// <param name="Alerted">True where one of those has an alert.</param>
internal readonly record struct Segment(long Rows, int Best, bool Alerted);

/// <summary>Gathers what the point-adjusted F1 needs of one stream, row by row.</summary>
/// <param name="labels">The stream's labels; those of low certainty are neither right nor false.</param>
/// <param name="delay">Rows after the first of a segment in which it may still be found.</param>
internal sealed class PointTally(IReadOnlyList<Label> labels, int delay)
{
    private readonly Spans labelled = Spans.Of(labels.Where(label => label.Counts), label => (label.Start, label.End));
    private readonly Spans aside = Spans.Of(labels.Where(label => !label.Counts), label => (label.StartEarliest, label.Over));
    private readonly List<Segment> segments = [];
    private readonly Dictionary<int, double> outside = [];
    private Segment open;

    /// <summary>Rows after the first of a segment in which it may still be found.</summary>
    public int Delay => delay;

    /// <summary>The segments, once the stream has ended.</summary>
    public IReadOnlyList<Segment> Segments => segments;

    /// <summary>Rows outside segments, by score.</summary>
    public IReadOnlyDictionary<int, double> Outside => outside;

    /// <summary>Alerts outside segments.</summary>
    public long OutsideAlerts { get; private set; }

    /// <summary>What was gathered before.</summary>
    public static PointTally Of(int delay, IEnumerable<Segment> segments, IEnumerable<KeyValuePair<int, double>> outside, long outsideAlerts)
    {
        var tally = new PointTally([], delay) { OutsideAlerts = outsideAlerts };
        tally.segments.AddRange(segments);
        foreach (var (key, rows) in outside) tally.outside.Add(key, rows);
        return tally;
    }

    /// <summary>Takes a row; one that was not collected belongs to its segment, and has no score.</summary>
    public void Add(long start, double score, bool alert, bool collected)
    {
        if (!labelled.Hold(start))
        {
            End();
            if (!collected || aside.Hold(start)) return;
            ScoreKey.Add(outside, ScoreKey.Of(score), 1);
            if (alert) OutsideAlerts++;
            return;
        }

        var counts = collected && open.Rows <= delay;
        var best = open.Rows == 0 ? -1 : open.Best;
        open = new Segment(open.Rows + 1, counts ? Math.Max(best, ScoreKey.Of(score)) : best, open.Alerted || counts && alert);
    }

    /// <summary>Ends the stream.</summary>
    public void End()
    {
        if (open.Rows > 0) segments.Add(open);
        open = default;
    }
}
