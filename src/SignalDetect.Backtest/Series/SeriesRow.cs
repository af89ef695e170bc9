namespace SignalDetect.Backtest.Series;

/// <summary>One row of a series as it stands in the file.</summary>
internal readonly ref struct SeriesRow
{
    /// <summary>The timestamp's own text.</summary>
    public required ReadOnlySpan<byte> Timestamp { get; init; }

    /// <summary>The stream's name; empty where the file has one stream.</summary>
    public required ReadOnlySpan<byte> Stream { get; init; }

    /// <summary>The value's own text; empty where it was not collected.</summary>
    public required ReadOnlySpan<byte> Text { get; init; }

    /// <summary>Unix milliseconds.</summary>
    public required long Time { get; init; }

    /// <summary>NaN where it was not collected.</summary>
    public required double Value { get; init; }
}
