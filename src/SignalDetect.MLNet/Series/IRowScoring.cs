using SignalDetect.Core.Detectors;
using SignalDetect.Core.Detectors.MLNet;

namespace SignalDetect.MLNet.Series;

/// <summary>From ML.NET's row to a detector's score, as the native detector of the same name has it.</summary>
internal interface IRowScoring
{
    /// <summary>Numbers of state a stream.</summary>
    int StateLength { get; }

    /// <summary>The score; null where the row is spoilt, so that the stream has to begin anew.</summary>
    DetectorScore? Score(Span<double> state, in MLNetRow row, in Observation seen);
}

/// <summary>A spike's: its p-value.</summary>
internal sealed class SpikeScoring : IRowScoring
{
    public int StateLength => 0;

    public DetectorScore? Score(Span<double> state, in MLNetRow row, in Observation seen) =>
        double.IsNaN(row.PValue) ? null : new DetectorScore(-Math.Log(row.PValue), 1 - row.PValue, row.Alert);
}

/// <summary>A change point's: how unusual the martingale's logarithm is.</summary>
internal sealed class ChangePointScoring(int history) : IRowScoring
{
    private const double LargestLog = 709;   // above it the martingale itself is no number
    private readonly UsualLevel usual = new(history);

    public int StateLength => UsualLevel.StateLength;

    public DetectorScore? Score(Span<double> state, in MLNetRow row, in Observation seen)
    {
        if (double.IsNaN(row.Martingale)) return null;
        var log = Math.Clamp(Math.Log(row.Martingale), -LargestLog, LargestLog);
        return new DetectorScore(usual.Nats(state, log, seen.Lesson), row.Martingale, row.Alert);
    }
}

/// <summary>
/// SR-CNN's: how many averages of the saliency its own is. A row has no average, only how far the saliency is from it, so that a score below a tenth, which may
/// be on either side, counts as the average itself. For the formula see <see cref="SrCnn"/>.
/// </summary>
internal sealed class SaliencyScoring : IRowScoring
{
    public int StateLength => 0;

    public DetectorScore? Score(Span<double> state, in MLNetRow row, in Observation seen)
    {
        if (!double.IsFinite(row.RawScore)) return null;
        var ratio = row.RawScore > .1 ? 1 + 10 * row.RawScore : row.RawScore > 0 ? 1 : 0;
        var nats = seen is { IsCounts: true, Residual: <= 0 } ? 0 : Math.PI / 8 * ratio * ratio;
        return double.IsFinite(nats) ? new DetectorScore(nats, row.RawScore, row.Alert) : null;
    }
}
