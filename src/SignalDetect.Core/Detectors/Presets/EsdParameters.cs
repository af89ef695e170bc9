namespace SignalDetect.Core.Detectors.Presets;

/// <summary>The seasonal hybrid ESD.</summary>
public sealed record EsdParameters
{
    /// <summary>Windows that are compared.</summary>
    public int Windows { get; init; } = 100;

    /// <summary>The largest share of them that may be outliers.</summary>
    public double LargestShare { get; init; } = .2;

    /// <summary>Significance of its own alert.</summary>
    public double Significance { get; init; } = .01;

    /// <summary>Least scale, standard deviations of residuals: those of a rare signal lie close to each other.</summary>
    public double LeastScale { get; init; } = 1;
}
