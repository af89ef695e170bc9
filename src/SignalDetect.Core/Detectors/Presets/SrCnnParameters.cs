namespace SignalDetect.Core.Detectors.Presets;

/// <summary>How a season of known period is taken out of a series.</summary>
public enum Deseasonality : byte { Mean, Median, Stl }

/// <summary>ML.NET's streaming SR-CNN.</summary>
public sealed record SrCnnParameters
{
    /// <summary>Values whose spectrum is taken.</summary>
    public int Window { get; init; } = 64;

    /// <summary>Copies of the forecast behind the newest value.</summary>
    public int BackAdd { get; init; } = 5;

    /// <summary>Values whose slopes make the forecast.</summary>
    public int Lookahead { get; init; } = 5;

    /// <summary>Frequencies over which the spectrum is averaged.</summary>
    public int Averaging { get; init; } = 3;

    /// <summary>Values over which the saliency is averaged.</summary>
    public int Judgement { get; init; } = 21;

    /// <summary>A score above this is its own alert, 0 to 1.</summary>
    public double Threshold { get; init; } = .3;

    /// <summary>True to do as ML.NET does: in single precision, and silent while a value that is no finite number is in the window.</summary>
    public bool MLNetCompatible { get; init; }
}

/// <summary>ML.NET's SR-CNN for whole series, on the last values.</summary>
public sealed record SrCnnEntireParameters
{
    /// <summary>Values taken as the series; at least four periods.</summary>
    public int Window { get; init; } = 64;

    /// <summary>A score above this is its own alert, 0 to 1.</summary>
    public double Threshold { get; init; } = .3;

    /// <summary>Values of a season's period; 0 for none.</summary>
    public int Period { get; init; }

    /// <summary>How the season is taken out.</summary>
    public Deseasonality Deseasonality { get; init; } = Deseasonality.Stl;

    /// <summary>True to do as ML.NET does: silent while a value that is no finite number is in the window.</summary>
    public bool MLNetCompatible { get; init; }
}
