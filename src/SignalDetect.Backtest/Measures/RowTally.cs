using SignalDetect.Backtest.Labels;

namespace SignalDetect.Backtest.Measures;

/// <summary>Gathers, row by row, what the measures need of one stream; its size does not grow with the stream's length.</summary>
internal sealed class RowTally
{
    private const int Minute = 60;

    /// <param name="labels">The stream's labels; null where there are none at all, and then only calibration is measured.</param>
    /// <param name="rows">How many rows come.</param>
    /// <param name="stepSeconds">The length of a window.</param>
    public RowTally(IReadOnlyList<Label>? labels, long rows, int stepSeconds)
    {
        Quiet = new QuietTally(labels ?? []);
        if (labels is null) return;
        Nab = new NabTally(labels, rows);
        Points = new PointTally(labels, stepSeconds <= Minute ? PointAdjusted.DelayOfMinutes : PointAdjusted.DelayOfLonger);
    }

    /// <summary>What was gathered before.</summary>
    public RowTally(QuietTally quiet, NabTally? nab, PointTally? points) => (Quiet, Nab, Points) = (quiet, nab, points);

    /// <summary>For calibration.</summary>
    public QuietTally Quiet { get; }

    /// <summary>For NAB's scores; null without labels.</summary>
    public NabTally? Nab { get; }

    /// <summary>For the point-adjusted F1; null without labels.</summary>
    public PointTally? Points { get; }

    /// <summary>Takes a judged row.</summary>
    public void Add(long start, double score, double pvalue, bool alert)
    {
        Quiet.Add(start, pvalue);
        if (Nab is null) return;
        Nab.Add(start, score, alert);
        Points!.Add(start, score, alert, collected: true);
    }

    /// <summary>Takes a row that was not collected.</summary>
    public void AddUnknown(long start)
    {
        if (Nab is null) return;
        Nab.Add(start, 0, false);
        Points!.Add(start, 0, false, collected: false);
    }

    /// <summary>Ends the stream.</summary>
    public void End()
    {
        Nab?.End();
        Points?.End();
    }
}
