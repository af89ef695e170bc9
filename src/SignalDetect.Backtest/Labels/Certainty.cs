namespace SignalDetect.Backtest.Labels;

/// <summary>How far the sources of a label agree on its times.</summary>
public enum Certainty : byte
{
    /// <summary>Within minutes.</summary>
    High,

    /// <summary>Within about half an hour.</summary>
    Medium,

    /// <summary>Hours apart, or one doubtful source: such a label is left out of recall, and shown apart.</summary>
    Low,
}
