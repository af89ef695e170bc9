using SignalDetect.Core.Detectors;
using SignalDetect.Core.Detectors.MLNet;

namespace SignalDetect.MLNet.Series;

/// <summary>From ML.NET's row to a detector's score, as the native detector of the same name has it.</summary>
internal interface IRowScoring
{
    /// <summary>Numbers of state a stream.</summary>
    int StateLength { get; }

    /// <summary>The score; null where the row is spoilt, so that the stream has to begin anew.</summary>
    /// <param name="lesson">How much the window may teach, 0 to 1.</param>
    DetectorScore? Score(Span<double> state, in MLNetRow row, double lesson);
}

/// <summary>A spike's: its p-value.</summary>
internal sealed class SpikeScoring : IRowScoring
{
    public int StateLength => 0;

    public DetectorScore? Score(Span<double> state, in MLNetRow row, double lesson) =>
        double.IsNaN(row.PValue) ? null : new DetectorScore(-Math.Log(row.PValue), 1 - row.PValue, row.Alert);
}

/// <summary>A change point's: how unusual the martingale's logarithm is.</summary>
internal sealed class ChangePointScoring(int history) : IRowScoring
{
    private const double LargestLog = 709;   // above it the martingale itself is no number
    private readonly UsualLevel usual = new(history);

    public int StateLength => UsualLevel.StateLength;

    public DetectorScore? Score(Span<double> state, in MLNetRow row, double lesson)
    {
        if (double.IsNaN(row.Martingale)) return null;
        var log = Math.Clamp(Math.Log(row.Martingale), -LargestLog, LargestLog);
        return new DetectorScore(usual.Nats(state, log, lesson), row.Martingale, row.Alert);
    }
}
