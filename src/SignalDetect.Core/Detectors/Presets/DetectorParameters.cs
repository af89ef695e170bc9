using System.Text.Json.Serialization;

namespace SignalDetect.Core.Detectors.Presets;

/// <summary>Parameters of the detectors that can be a primary one or a witness.</summary>
public sealed record DetectorParameters
{
    /// <summary>The counts' predictive tail over several spans.</summary>
    public TailParameters Tail { get; init; } = new();

    /// <summary>The cumulative sum of residuals.</summary>
    public CusumParameters Cusum { get; init; } = new();

    /// <summary>ML.NET's IID spike.</summary>
    [JsonPropertyName("iid-spike")]
    public IidSpikeParameters IidSpike { get; init; } = new();

    /// <summary>ML.NET's IID change point.</summary>
    [JsonPropertyName("iid-changepoint")]
    public IidChangePointParameters IidChangePoint { get; init; } = new();

    /// <summary>ML.NET's streaming SR-CNN.</summary>
    [JsonPropertyName("srcnn")]
    public SrCnnParameters SrCnn { get; init; } = new();

    /// <summary>ML.NET's SR-CNN for whole series, on the last values.</summary>
    [JsonPropertyName("srcnn-entire")]
    public SrCnnEntireParameters SrCnnEntire { get; init; } = new();

    /// <summary>Bayesian online change point detection.</summary>
    public BocpdParameters Bocpd { get; init; } = new();

    /// <summary>The exponentially weighted moving average chart.</summary>
    public EwmaParameters Ewma { get; init; } = new();

    /// <summary>The seasonal hybrid ESD.</summary>
    public EsdParameters Esd { get; init; } = new();

    /// <summary>The e-process.</summary>
    [JsonPropertyName("e-process")]
    public EProcessParameters EProcess { get; init; } = new();

    /// <summary>ML.NET's SSA spike.</summary>
    [JsonPropertyName("ssa-spike")]
    public SsaSpikeParameters SsaSpike { get; init; } = new();

    /// <summary>ML.NET's SSA change point.</summary>
    [JsonPropertyName("ssa-changepoint")]
    public SsaChangePointParameters SsaChangePoint { get; init; } = new();
}

/// <summary>The counts' predictive tail.</summary>
public sealed record TailParameters
{
    /// <summary>Spans, minutes; those that are shorter than a window are left out.</summary>
    public IReadOnlyList<int> SpansMinutes { get; init; } = [1, 5, 15, 60];
}

/// <summary>The cumulative sum of residuals.</summary>
public sealed record CusumParameters
{
    /// <summary>Reference value k, standard deviations: half the shift that is found soonest.</summary>
    public double Reference { get; init; } = .75;

    /// <summary>Threshold h, standard deviations.</summary>
    public double Threshold { get; init; } = 6;

    /// <summary>Residuals count up to this.</summary>
    public double ResidualCap { get; init; } = 20;

    /// <summary>The sum stops here, so that it comes back after a long outage.</summary>
    public double SumCap { get; init; } = 100;

    /// <summary>Share of the sum that is lost a window: above 0 it comes back soon after an outage, and what lies a little high for long is no evidence.</summary>
    public double Fade { get; init; }
}

/// <summary>Which values are anomalies.</summary>
public enum Side : byte { Positive, Negative, TwoSided }

/// <summary>How a martingale bets on a p-value.</summary>
public enum Betting : byte { Power, Mixture }

/// <summary>ML.NET's IID spike.</summary>
public sealed record IidSpikeParameters
{
    /// <summary>Values held as history.</summary>
    public int History { get; init; } = 30;

    /// <summary>Confidence of its own alert, per cent.</summary>
    public double Confidence { get; init; } = 99;

    /// <summary>Which values are anomalies.</summary>
    public Side Side { get; init; } = Side.TwoSided;

    /// <summary>True: as ML.NET does, where that is wrong, too: a surge or an infinity spoils the running sum for ever.</summary>
    public bool MLNetCompatible { get; init; }
}

/// <summary>ML.NET's IID change point.</summary>
public sealed record IidChangePointParameters
{
    /// <summary>Values held as history, and bets in the martingale.</summary>
    public int History { get; init; } = 20;

    /// <summary>Confidence of its own alert, per cent.</summary>
    public double Confidence { get; init; } = 95;

    /// <summary>The martingale.</summary>
    public Betting Martingale { get; init; } = Betting.Power;

    /// <summary>Exponent of the power martingale, above 0 and below 1.</summary>
    public double Epsilon { get; init; } = .1;

    /// <summary>True: as ML.NET does, where that is wrong, too: a surge or an infinity spoils the running sum for ever.</summary>
    public bool MLNetCompatible { get; init; }
}
