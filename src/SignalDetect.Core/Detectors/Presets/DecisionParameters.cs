namespace SignalDetect.Core.Detectors.Presets;

/// <summary>From evidence to an alarm.</summary>
public sealed record DecisionParameters
{
    /// <summary>Nominal false alarms a stream and week, which with the step gives the threshold.</summary>
    public double AlarmsPerWeek { get; init; } = .015;

    /// <summary>Least count of an alarm.</summary>
    public double LeastCount { get; init; } = 5;

    /// <summary>Counts raise an alarm downward only where more than this is expected.</summary>
    public double LeastExpectedForDips { get; init; } = 50;

    /// <summary>Half-life of the peak of the evidence, hours (12 windows at least).</summary>
    public double PeakHalfLifeHours { get; init; } = 6;

    /// <summary>Evidence is compared with its peak on a scale that is logarithmic above this, nats.</summary>
    public double PeakScale { get; init; } = 10;

    /// <summary>Evidence is news when it tops its peak by this on that scale.</summary>
    public double Margin { get; init; } = 1.5;

    /// <summary>Share of the evidence that counts when it is no news.</summary>
    public double Damping { get; init; } = .3;

    /// <summary>The most that counts when it is no news, nats.</summary>
    public double DampedMost { get; init; } = 5;

    /// <summary>News of so many nats has the score 1/2; 0: an alarm's, so that a score means the same whatever the length of a window.</summary>
    public double HalfScore { get; init; }

    /// <summary>An open window raises an alarm when its evidence is so many times the threshold.</summary>
    public double PartialFactor { get; init; } = 2;
}
