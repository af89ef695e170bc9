namespace SignalDetect.Core.Detectors.Presets;

/// <summary>The exponentially weighted moving average chart.</summary>
public sealed record EwmaParameters
{
    /// <summary>Weight of the newest residual: small for small shifts.</summary>
    public double Weight { get; init; } = .3;

    /// <summary>Control limit of its own alert, standard deviations of the average.</summary>
    public double Limit { get; init; } = 4;

    /// <summary>Residuals count up to this.</summary>
    public double ResidualCap { get; init; } = 20;
}
