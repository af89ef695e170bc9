using SignalDetect.Core.Pipeline;
using SignalDetect.Core.Signals;

namespace SignalDetect.Backtest.Shards;

/// <summary>What one preset found in the streams of a shard.</summary>
/// <param name="Detector">The preset's name.</param>
/// <param name="Seconds">The time it took.</param>
/// <param name="Signals">The sums over all signals of the file, which every shard counts; null for series.</param>
/// <param name="Streams">Its streams.</param>
/// <param name="LearntUntil">The end of what its model has learnt from; null without a model.</param>
internal sealed record RunPart(string Detector, double Seconds, SignalsPart? Signals, IReadOnlyList<StreamPart> Streams, long? LearntUntil = null)
{
    public static RunPart Of(Judged judged, BacktestResult result) => new(
        judged.Detector, result.Seconds, judged.Signals is { } sums ? SignalsPart.Of(sums) : null, [.. judged.Streams.Select(StreamPart.Of)], judged.LearntUntil);
}

/// <summary>What became of the signals of a file.</summary>
internal sealed record SignalsPart(long Sent, long Extra, long Counted, long Duplicate, long Dead, long Unmatched, IReadOnlyList<DeadPart> ByReason)
{
    public static SignalsPart Of(SignalSums sums)
    {
        var (sent, extra, counted, duplicate, dead, unmatched) = sums.Totals;
        return new SignalsPart(sent, extra, counted, duplicate, dead, unmatched, [.. sums.Dead.Select(one => new DeadPart(one.Reason, one.Count))]);
    }

    public SignalSums Restored() => new(new Totals(Sent, Extra, Counted, Duplicate, Dead, Unmatched), [.. ByReason.Select(one => (one.Reason, one.Count))]);

    /// <summary>True where both counted the same.</summary>
    public bool Agrees(SignalsPart other) => ByReason.SequenceEqual(other.ByReason) && this == other with { ByReason = ByReason };
}

/// <summary>How many signals died of a reason.</summary>
internal sealed record DeadPart(DeadLetterReason Reason, long Count);
