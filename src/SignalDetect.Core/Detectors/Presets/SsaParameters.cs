namespace SignalDetect.Core.Detectors.Presets;

/// <summary>What is scored of a value x and its forecast f: x - f, |x - f|, (x - f) / f, its absolute value (both 0 for f = 0), or (x - f)².</summary>
public enum ErrorFunction : byte { SignedDifference, AbsoluteDifference, SignedProportion, AbsoluteProportion, SquaredDifference }

/// <summary>The model of a series which ML.NET's SSA detectors hold it against.</summary>
public record SsaParameters
{
    /// <summary>Values that a stream trains its model on, once, before it is scored: more than two seasonality windows.</summary>
    public int TrainingWindow { get; init; } = 168;

    /// <summary>Values in the window of the model, at least 2: the longest period that it can hold.</summary>
    public int SeasonalityWindow { get; init; } = 24;

    /// <summary>How far a value is from its forecast.</summary>
    public ErrorFunction Error { get; init; } = ErrorFunction.SignedDifference;

    /// <summary>True for what ML.NET's engine does with gaps, infinities and forecasts; false for what is right.</summary>
    public bool MLNetCompatible { get; init; }
}

/// <summary>ML.NET's SSA spike.</summary>
public sealed record SsaSpikeParameters : SsaParameters
{
    /// <summary>Errors held as history.</summary>
    public int History { get; init; } = 30;

    /// <summary>Confidence of its own alert, per cent.</summary>
    public double Confidence { get; init; } = 99;

    /// <summary>Which errors are anomalies.</summary>
    public Side Side { get; init; } = Side.TwoSided;
}

/// <summary>ML.NET's SSA change point.</summary>
public sealed record SsaChangePointParameters : SsaParameters
{
    /// <summary>Errors held as history, and bets in the martingale.</summary>
    public int History { get; init; } = 20;

    /// <summary>Confidence of its own alert, per cent.</summary>
    public double Confidence { get; init; } = 95;

    /// <summary>The martingale.</summary>
    public Betting Martingale { get; init; } = Betting.Power;

    /// <summary>Exponent of the power martingale, above 0 and below 1.</summary>
    public double Epsilon { get; init; } = .1;
}
