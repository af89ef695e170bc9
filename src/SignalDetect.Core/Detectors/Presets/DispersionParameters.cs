namespace SignalDetect.Core.Detectors.Presets;

/// <summary>The spread of a stream about its baselines.</summary>
public sealed record DispersionParameters
{
    /// <summary>Half-life, days.</summary>
    public double HalfLifeDays { get; init; } = 7;

    /// <summary>Prior over-dispersion phi of counts: variance is m + phi m^2.</summary>
    public double Prior { get; init; } = .1;

    /// <summary>Strength of the prior, windows of a high rate.</summary>
    public double PriorStrength { get; init; } = 10;

    /// <summary>
    /// True: a window weighs what it tells of the over-dispersion, which is as its rate below one signal. False: below one signal all weigh alike, and a single
    /// clump of reports in a quiet night makes a stream's days look wild.
    /// </summary>
    public bool WeighedByRate { get; init; } = true;

    /// <summary>Degrees of freedom of a measurement's Student t.</summary>
    public double DegreesOfFreedom { get; init; } = 100;

    /// <summary>No window teaches more than so many standard deviations.</summary>
    public double Clip { get; init; } = 4;
}
