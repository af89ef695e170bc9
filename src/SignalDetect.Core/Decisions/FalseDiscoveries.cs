namespace SignalDetect.Core.Decisions;

/// <summary>Keeps the share of false discoveries among many streams judged at once within bounds.</summary>
/// <remarks>Benjamini and Hochberg, 1995.</remarks>
public static class FalseDiscoveries
{
    /// <summary>The largest p-value that still counts as a discovery among <paramref name="pValues"/> (sorted in place); negative when none does.</summary>
    /// <param name="pValues">One p-value for each stream judged; NaN must not be among them.</param>
    /// <param name="share">The bound on the expected share of false ones among the discoveries.</param>
    public static double Cutoff(Span<double> pValues, double share)
    {
        pValues.Sort();
        for (var i = pValues.Length - 1; i >= 0; i--)
            if (pValues[i] <= share * (i + 1) / pValues.Length) return pValues[i];
        return -1;
    }
}
