namespace SignalDetect.Core.Detectors.Presets;

/// <summary>The e-process.</summary>
public sealed record EProcessParameters
{
    /// <summary>The shifts on which it bets, standard deviations.</summary>
    public IReadOnlyList<double> Shifts { get; init; } = [.75, 1.5, 3, 6];

    /// <summary>Share of the wealth's logarithm that is lost a window: 0.1 halves it in 7 windows.</summary>
    public double Tax { get; init; } = .1;

    /// <summary>Residuals count up to this.</summary>
    public double ResidualCap { get; init; } = 20;

    /// <summary>The least mean number of quiet windows between its own alerts.</summary>
    public double RunLength { get; init; } = 40_000;
}
