namespace SignalDetect.Backtest.Training;

/// <summary>
/// Draws what each stream says by itself towards what all say together, as far as their differences are no larger than chance: empirical Bayes by moments
/// (Marshall 1991). Stream i says x_i with weight w_i, whose variance by chance is v / w_i; the streams' own variance is
/// t = max(0, (sum of w_i (x_i - m)^2 - (n - 1) v) / (W - sum of w_i^2 / W)), and all together weigh v / t.
/// </summary>
internal sealed class Shrinkage
{
    private readonly double together;

    /// <param name="said">What each stream says, as a sum over its weight, and the weight.</param>
    /// <param name="together">What all say together, m.</param>
    /// <param name="variance">The variance by chance of weight 1, v.</param>
    public Shrinkage(IReadOnlyList<(double Sum, double Weight)> said, double together, double variance)
    {
        this.together = together;
        var (all, squares, spread, streams) = (0.0, 0.0, 0.0, 0);
        foreach (var (sum, own) in said)
        {
            if (own <= 0) continue;
            streams++;
            all += own;
            squares += own * own;
            spread += own * Math.Pow(sum / own - together, 2);
        }

        var between = streams > 1 ? (spread - (streams - 1) * variance) / (all - squares / all) : 0;
        Weight = between > 0 ? variance / between : double.PositiveInfinity;
    }

    /// <summary>What all together weigh beside one stream; infinite where the streams differ no more than by chance.</summary>
    public double Weight { get; }

    /// <summary>What to believe of a stream.</summary>
    public double Of(double sum, double own) => double.IsFinite(Weight) ? (sum + Weight * together) / (own + Weight) : together;
}
