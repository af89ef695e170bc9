namespace SignalDetect.Core.Detectors.Presets;

/// <summary>How little an incident teaches, and for how long.</summary>
public sealed record TeachingParameters
{
    /// <summary>Evidence above this is an incident's, nats.</summary>
    public double FreezeNats { get; init; } = 6;

    /// <summary>The least that a window of an incident teaches.</summary>
    public double FrozenWeight { get; init; } = .02;

    /// <summary>A window is far above when its count is more than this many times the expected, and one more.</summary>
    public double FarAboveRatio { get; init; } = 2.5;

    /// <summary>How long an incident that stands far above may freeze what is learnt, days.</summary>
    public double LongDays { get; init; } = 3;

    /// <summary>How long any other may, days: it may be a new level.</summary>
    public double ShortDays { get; init; } = .5;
}
