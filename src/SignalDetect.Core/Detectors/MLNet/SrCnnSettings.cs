using SignalDetect.Core.Detectors.Presets;

namespace SignalDetect.Core.Detectors.MLNet;

/// <summary>What SR-CNN gives of a series.</summary>
public enum SrCnnMode : byte { AnomalyOnly, AnomalyAndExpectedValue, AnomalyAndMargin }

/// <summary>How SR-CNN reads a whole series. Defaults are those of ML.NET's call with plain arguments.</summary>
public sealed record SrCnnSettings
{
    /// <summary>A score above this is an anomaly, 0 to 1.</summary>
    public double Threshold { get; init; } = .3;

    /// <summary>Values taken together; -1 for all, otherwise at least 12, and four periods. With margins or expected values ML.NET itself fails in batches of more than about 16,000.</summary>
    public int BatchSize { get; init; } = 1024;

    /// <summary>How narrow the bounds are, 0 to 100.</summary>
    public double Sensitivity { get; init; } = 99;

    /// <summary>What is given.</summary>
    public SrCnnMode Mode { get; init; } = SrCnnMode.AnomalyOnly;

    /// <summary>Values of a season's period; 0 for none.</summary>
    public int Period { get; init; }

    /// <summary>How the season is taken out.</summary>
    public Deseasonality Deseasonality { get; init; } = Deseasonality.Stl;

    /// <summary>True to do as ML.NET 5.0.0 does where it is wrong; see <see cref="SrCnnEntire"/>.</summary>
    public bool MLNetCompatible { get; init; }

    /// <summary>Says what does not fit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    internal void Check()
    {
        if (BatchSize != -1) ArgumentOutOfRangeException.ThrowIfLessThan(BatchSize, SrCnnEntire.LeastPoints, nameof(BatchSize));
        ArgumentOutOfRangeException.ThrowIfNegative(Period, nameof(Period));
        if (BatchSize != -1) ArgumentOutOfRangeException.ThrowIfLessThan(BatchSize, 4L * Period, nameof(BatchSize));
        CheckThreshold(Threshold);
        if (!(Sensitivity is >= 0 and <= 100)) throw new ArgumentOutOfRangeException(nameof(Sensitivity), Sensitivity, "must be from 0 to 100");
    }

    /// <summary>Says where a threshold does not fit, a NaN among them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not from 0 to 1.</exception>
    internal static void CheckThreshold(double threshold)
    {
        if (!(threshold is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "must be from 0 to 1");
    }
}
