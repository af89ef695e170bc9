namespace SignalDetect.Core.Detectors.Presets;

/// <summary>The default detector's views of the surprise.</summary>
public sealed record ViewParameters
{
    /// <summary>Residuals count up to this in the sums over 2, 4 and 8 windows.</summary>
    public double ResidualCap { get; init; } = 3;

    /// <summary>Half-life of the fast level of measurements, windows.</summary>
    public double FastHalfLifeWindows { get; init; } = 10;

    /// <summary>Memory of the mean surprise, windows.</summary>
    public double MeanSurpriseWindows { get; init; } = 8;

    /// <summary>A window's surprise counts up to this in the mean surprise, nats.</summary>
    public double SurpriseCap { get; init; } = 8;

    /// <summary>What the view of the window itself has to pay before it is evidence, nats.</summary>
    public double WindowPrice { get; init; } = .6;

    /// <summary>What every other view has to pay, nats.</summary>
    public double Price { get; init; } = 1.5;

    /// <summary>Share of the step, the mean surprise and the fast level in the evidence.</summary>
    public double SideShare { get; init; } = .5;
}
