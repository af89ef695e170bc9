namespace SignalDetect.Backtest.Measures;

/// <summary>How many quiet windows have a p-value of at most some level.</summary>
/// <param name="Level">The level a.</param>
/// <param name="Windows">Quiet windows with p ≤ a.</param>
/// <param name="Share">The share of them; null without quiet windows.</param>
/// <param name="Ratio">The share over a: 1 is exact, 2 is twice as many small p-values as promised.</param>
public sealed record CalibrationLevel(double Level, long Windows, double? Share, double? Ratio)
{
    /// <summary>True for a power of ten.</summary>
    public bool IsDecade => Level is 1e-1 or 1e-2 or 1e-3 or 1e-4 or 1e-5;
}

/// <summary>
/// Calibration: whether p-values hold what they promise. Quiet windows are those with a p-value that lie outside every label, from three hours before its earliest
/// start to six hours after it is over; without labels all of them count as quiet.
/// </summary>
/// <param name="Windows">Quiet windows.</param>
/// <param name="Levels">Falling, from 1e-1 to 1e-5.</param>
public sealed record Calibration(long Windows, IReadOnlyList<CalibrationLevel> Levels)
{
    /// <summary>The levels a.</summary>
    internal static readonly double[] LevelsAsked = [1e-1, 5e-2, 2e-2, 1e-2, 5e-3, 2e-3, 1e-3, 5e-4, 2e-4, 1e-4, 5e-5, 2e-5, 1e-5];

    /// <summary>Sums up streams.</summary>
    internal static Calibration Of(IEnumerable<QuietTally> streams)
    {
        var windows = 0L;
        var below = new long[LevelsAsked.Length];
        foreach (var stream in streams)
        {
            windows += stream.Windows;
            for (var i = 0; i < below.Length; i++) below[i] += stream.AtMost[i];
        }

        return new Calibration(windows, [.. LevelsAsked.Select((level, i) => Level(level, below[i], windows))]);
    }

    private static CalibrationLevel Level(double level, long below, long windows)
    {
        double? share = windows > 0 ? (double)below / windows : null;
        return new CalibrationLevel(level, below, share, share / level);
    }
}
