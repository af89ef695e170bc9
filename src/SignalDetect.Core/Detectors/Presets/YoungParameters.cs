namespace SignalDetect.Core.Detectors.Presets;

/// <summary>How much weight the parent's past has in a stream that begins. Small, so that its own windows soon rule.</summary>
public sealed record YoungParameters
{
    /// <summary>Weight of the level, hours of windows.</summary>
    public double LevelHours { get; init; } = 1;

    /// <summary>Weight of a slot of the day and of an hour of the week, in their shrinkages.</summary>
    public double ProfileShrinkages { get; init; } = 3;

    /// <summary>Weight of the tails, windows.</summary>
    public double TailWindows { get; init; } = 1000;

    /// <summary>The largest mean excess of a tail that is taken over, nats: a parent may be numb after an outage.</summary>
    public double LargestMeanExcess { get; init; } = 2;

    /// <summary>Weight of the dispersion, windows.</summary>
    public double Windows { get; init; } = 50;
}
