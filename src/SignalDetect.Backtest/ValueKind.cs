namespace SignalDetect.Backtest;

/// <summary>What the values of a series are.</summary>
public enum ValueKind : byte
{
    /// <summary>Counts until a fraction or a negative value comes, from that row on a measurement.</summary>
    Told,

    /// <summary>Whole and not negative; anything else is a bad input.</summary>
    Counts,

    /// <summary>Real numbers, from the first row on.</summary>
    Measurements,
}
