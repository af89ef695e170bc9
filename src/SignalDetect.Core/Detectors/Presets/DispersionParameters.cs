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

    /// <summary>Degrees of freedom of a measurement's Student t; the most there are with <see cref="FreedomByWindows"/>.</summary>
    public double DegreesOfFreedom { get; init; } = 100;

    /// <summary>
    /// True: a measurement's Student t has no more degrees of freedom than the windows from which its scale is known, as the predictive of a normal with an
    /// unknown scale has. False: a scale seen for three windows passes for known, and p-values of 1e-3 come tens of times as often as they say.
    /// </summary>
    public bool FreedomByWindows { get; init; } = true;

    /// <summary>No window teaches more than so many standard deviations.</summary>
    public double Clip { get; init; } = 4;
}
