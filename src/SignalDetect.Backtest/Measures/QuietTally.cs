using SignalDetect.Backtest.Labels;

namespace SignalDetect.Backtest.Measures;

/// <summary>Counts the small p-values of a stream's quiet windows as they come, in the order of time.</summary>
/// <param name="labels">The stream's labels of any certainty.</param>
internal sealed class QuietTally(IReadOnlyList<Label> labels)
{
    private const long BeforeMs = 3 * 3_600_000;
    private const long AfterMs = 6 * 3_600_000;

    private readonly Spans loud = Loud(labels);
    private readonly long[] atMost = new long[Calibration.LevelsAsked.Length];

    /// <summary>Quiet windows so far.</summary>
    public long Windows { get; private set; }

    /// <summary>Those with a p-value of at most each level.</summary>
    public IReadOnlyList<long> AtMost => atMost;

    /// <summary>The times that are not quiet.</summary>
    public static Spans Loud(IReadOnlyList<Label> labels) => Spans.Of(labels, label => (label.StartEarliest - BeforeMs, label.Over + AfterMs));

    /// <summary>What was counted before.</summary>
    public static QuietTally Of(long windows, IReadOnlyList<long> atMost)
    {
        var tally = new QuietTally([]) { Windows = windows };
        for (var i = 0; i < tally.atMost.Length; i++) tally.atMost[i] = atMost[i];
        return tally;
    }

    /// <summary>Takes a window; one without a p-value counts nowhere.</summary>
    public void Add(long start, double pvalue)
    {
        if (double.IsNaN(pvalue) || loud.Hold(start)) return;
        Windows++;
        for (var i = 0; i < atMost.Length && pvalue <= Calibration.LevelsAsked[i]; i++) atMost[i]++;
    }
}
