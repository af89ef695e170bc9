namespace SignalDetect.Core.Detectors.Presets;

/// <summary>How evidence is held against its own past (<see cref="SelfCalibratedTail"/>).</summary>
public sealed record CalibrationParameters
{
    /// <summary>Threshold of a tail, nats.</summary>
    public double Threshold { get; init; } = 4;

    /// <summary>Strength of a tail's prior, windows.</summary>
    public double PriorWindows { get; init; } = 500;

    /// <summary>Half-life of a tail, days.</summary>
    public double HalfLifeDays { get; init; } = 7;

    /// <summary>Largest excess that teaches, in mean excesses.</summary>
    public double LargestExcess { get; init; } = 20;

    /// <summary>Least mean excess, nats.</summary>
    public double LeastMeanExcess { get; init; } = .7;

    /// <summary>Windows of an incident on counts that teach the tails in full; later ones teach as their logarithm grows.</summary>
    public double TaughtWindows { get; init; } = 1_000_000;

    /// <summary>Threshold of the tail of the evidence itself, which makes the p-value, nats.</summary>
    public double EvidenceThreshold { get; init; } = 4;

    /// <summary>Strength of that tail's prior, windows.</summary>
    public double EvidencePriorWindows { get; init; } = 200;

    /// <summary>The tail of a view for windows of so many seconds.</summary>
    internal SelfCalibratedTail ForViews(int step) => new(Threshold, PriorWindows, Decay(step), LargestExcess, LeastMeanExcess);

    /// <summary>The tail of the evidence for windows of so many seconds.</summary>
    internal SelfCalibratedTail ForEvidence(int step) => new(EvidenceThreshold, EvidencePriorWindows, Decay(step), LargestExcess, LeastMeanExcess);

    /// <summary>What is left of a tail's counts after a window of so many seconds.</summary>
    internal double Decay(int step) => Math.Pow(.5, 1 / (HalfLifeDays * (86400.0 / step)));
}
