namespace SignalDetect.Core.Detectors.Presets;

/// <summary>Bayesian online change point detection.</summary>
public sealed record BocpdParameters
{
    /// <summary>Mean length of a run, windows: one over the hazard.</summary>
    public double MeanRun { get; init; } = 250;

    /// <summary>Lengths beyond this are taken together, windows.</summary>
    public int LongestRun { get; init; } = 40;

    /// <summary>Prior standard deviation of a run's mean, in those of residuals.</summary>
    public double PriorDeviation { get; init; } = 4;

    /// <summary>A run with a mean up to this is quiet, standard deviations.</summary>
    public double Shift { get; init; } = 2;

    /// <summary>Residuals count up to this.</summary>
    public double ResidualCap { get; init; } = 20;

    /// <summary>Confidence of its own alert, per cent.</summary>
    public double Confidence { get; init; } = 99.9;
}
