using SignalDetect.Backtest.Labels;

namespace SignalDetect.Backtest.Measures;

/// <summary>What a label's window gives in NAB's scoring.</summary>
/// <param name="Rows">Its rows.</param>
/// <param name="Scored">True where at least one of them is behind probation.</param>
/// <param name="Records">The rows whose score is above all before them in the window: key and row, counted from 0.</param>
/// <param name="FirstAlert">The first row with an alert; null without.</param>
internal sealed record NabWindow(long Rows, bool Scored, IReadOnlyList<(int Key, long Row)> Records, long? FirstAlert);

/// <summary>
/// Gathers what NAB's scoring needs of one stream, row by row: Lavin and Ahmad, "Evaluating real-time anomaly detection algorithms", 2015, with the scorer's own
/// conventions. A label that counts is a window, from the first row at or after its start to the first row at its end or the last before it; overlapping labels
/// are one. Rows in labels of low certainty are worth nothing.
/// </summary>
internal sealed class NabTally
{
    private const double ProbationShare = 0.15;
    private const long ProbationMost = 750;

    private readonly long probation;
    private readonly (long From, long To)[] windows;
    private readonly Spans aside;
    private readonly List<NabWindow> found = [];
    private readonly Dictionary<int, double> outside = [];
    private List<(int Key, long Row)> records = [];
    private long row = -1;
    private int next;
    private long begun = -1;
    private long last;
    private long? firstAlert;
    private bool lastTaken;
    private (long LastRow, long Rows)? before;

    /// <param name="labels">The stream's labels.</param>
    /// <param name="rows">How many rows come, those not collected among them.</param>
    public NabTally(IReadOnlyList<Label> labels, long rows)
    {
        probation = Math.Min((long)Math.Floor(ProbationShare * rows), ProbationMost);
        windows = [.. Spans.Merged(labels.Where(label => label.Counts).Select(label => (label.Start, label.End)))];
        aside = Spans.Of(labels.Where(label => !label.Counts), label => (label.StartEarliest, label.Over));
    }

    /// <summary>Windows that had rows.</summary>
    public IReadOnlyList<NabWindow> Windows => found;

    /// <summary>The unweighted worth of the rows outside windows, by score.</summary>
    public IReadOnlyDictionary<int, double> Outside => outside;

    /// <summary>The unweighted worth of the alerts outside windows.</summary>
    public double OutsideAlerts { get; private set; }

    /// <summary>What was gathered before.</summary>
    public static NabTally Of(IEnumerable<NabWindow> windows, IEnumerable<KeyValuePair<int, double>> outside, double outsideAlerts)
    {
        var tally = new NabTally([], 0) { OutsideAlerts = outsideAlerts };
        tally.found.AddRange(windows);
        foreach (var (key, worth) in outside) tally.outside.Add(key, worth);
        return tally;
    }

    /// <summary>Takes a row; one that was not collected has score 0 and no alert.</summary>
    public void Add(long start, double score, bool alert)
    {
        row++;
        while (next < windows.Length && (start > windows[next].To || lastTaken && start == windows[next].To)) Close();
        if (next < windows.Length && start >= windows[next].From) Inside(start, score, alert);
        else if (row >= probation && !aside.Hold(start)) Without(score, alert);
    }

    /// <summary>Ends the stream.</summary>
    public void End()
    {
        while (next < windows.Length) Close();
    }

    private void Inside(long start, double score, bool alert)
    {
        if (begun < 0) begun = row;
        last = row;
        lastTaken = start == windows[next].To;
        if (row < probation) return;
        var key = ScoreKey.Of(score);
        if (records.Count == 0 || key > records[^1].Key) records.Add((key, row - begun));
        if (alert) firstAlert ??= row - begun;
    }

    private void Without(double score, bool alert)
    {
        var worth = before is { } window ? NabScoring.Sigmoid((row - window.LastRow) / (double)(window.Rows - 1)) : -1;
        ScoreKey.Add(outside, ScoreKey.Of(score), worth);
        if (alert) OutsideAlerts += worth;
    }

    private void Close()
    {
        if (begun >= 0)
        {
            var rows = last - begun + 1;
            found.Add(new NabWindow(rows, records.Count > 0, records, firstAlert));
            before = (last, rows);
        }

        next++;
        (records, begun, firstAlert, lastTaken) = ([], -1, null, false);
    }
}
