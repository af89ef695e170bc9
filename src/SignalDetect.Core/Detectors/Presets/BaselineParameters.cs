namespace SignalDetect.Core.Detectors.Presets;

/// <summary>The three baselines of a stream: its level, its day, its week. Half-lives count the windows that a cell sees.</summary>
public sealed record BaselineParameters
{
    /// <summary>Half-life of the level, days.</summary>
    public double LevelHalfLifeDays { get; init; } = .5;

    /// <summary>Half-life of a slot of the day, days.</summary>
    public double DayHalfLifeDays { get; init; } = 7;

    /// <summary>Half-life of an hour of the week, weeks.</summary>
    public double WeekHalfLifeWeeks { get; init; } = 4;

    /// <summary>Slots of the day profile; between their centres it is linear.</summary>
    public int DaySlots { get; init; } = 96;

    /// <summary>Windows' worth of the level in a day slot.</summary>
    public double DayShrinkage { get; init; } = 5;

    /// <summary>Windows' worth of the day profile in an hour of the week.</summary>
    public double WeekShrinkage { get; init; } = 3;

    /// <summary>What is left of a baseline's log-likelihood after one window.</summary>
    public double WeightForgetting { get; init; } = .99;

    /// <summary>Least weight of a baseline in the mixture, before they are made to sum to 1.</summary>
    public double WeightFloor { get; init; } = .001;

    /// <summary>The most that one window counts against a baseline, nats.</summary>
    public double WeightLoss { get; init; } = 5;
}
