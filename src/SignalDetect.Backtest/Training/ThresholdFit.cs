namespace SignalDetect.Backtest.Training;

/// <summary>What a stream's quiet history holds.</summary>
/// <param name="Weeks">Its length.</param>
/// <param name="Peaks">The alarms that there would be at no threshold, each as the highest threshold that it passes, nats, falling.</param>
internal sealed record QuietHistory(double Weeks, IReadOnlyList<double> Peaks);

/// <summary>
/// Fits thresholds to a budget of alarms a stream and week by peaks over a threshold (Pickands 1975): peaks beyond a level u come as a Poisson process, and their
/// excess, on the scale h = S ln(1 + nats / S) on which the decision compares evidence, is exponential (so that in nats it is a generalised Pareto tail). Rate and mean
/// excess of each stream are shrunk to those of all. The threshold is where the rate that is left is the budget: h = u + mean · ln(rate / budget), u at least.
/// </summary>
internal sealed class ThresholdFit
{
    private const double PeaksOfBudget = 4;
    private const int FewestPeaks = 50;

    /// <summary>So many peaks' worth evidence is believed at its face value: excesses of one nat in the mean.</summary>
    private const double FaceValue = 5;

    /// <summary>What a Poisson process with no event yet is given for one (Jeffreys).</summary>
    private const double Unseen = 0.5;

    private readonly double scale;
    private readonly double budget;
    private readonly double level;
    private readonly double rate;
    private readonly double mean;
    private readonly Shrinkage rates;
    private readonly Shrinkage means;

    /// <param name="streams">The streams' histories.</param>
    /// <param name="budget">Alarms a stream and week that are accepted.</param>
    /// <param name="scale">The scale S, nats.</param>
    /// <param name="complete">Peaks below it, nats, are not all known.</param>
    public ThresholdFit(IReadOnlyList<QuietHistory> streams, double budget, double scale, double complete)
    {
        (this.scale, this.budget) = (scale, budget);
        Weeks = streams.Sum(stream => stream.Weeks);
        var peaks = streams.SelectMany(stream => stream.Peaks).OrderDescending().ToArray();
        var used = (int)Math.Max(FewestPeaks, Math.Ceiling(PeaksOfBudget * budget * Weeks));
        level = Height(Math.Max(complete, used < peaks.Length ? peaks[used] : 0));
        var beyond = streams.Select(stream => (stream.Weeks, Excess: (double[])[.. stream.Peaks.Select(peak => Height(peak) - level).Where(excess => excess > 0)])).ToArray();
        var count = beyond.Sum(stream => stream.Excess.Length);
        rate = (count + Unseen) / Weeks;
        mean = (beyond.Sum(stream => stream.Excess.Sum()) + FaceValue) / (count + FaceValue);
        rates = new Shrinkage([.. beyond.Select(stream => ((double)stream.Excess.Length, stream.Weeks))], rate, rate);
        means = new Shrinkage([.. beyond.Select(stream => (stream.Excess.Sum(), (double)stream.Excess.Length))], mean, mean * mean);
    }

    /// <summary>Weeks of quiet history, over all streams.</summary>
    public double Weeks { get; }

    /// <summary>The threshold of a stream that nothing is known of, nats.</summary>
    public double OfAll => Threshold(rate, mean);

    /// <summary>The threshold of a stream by its history and all others', nats.</summary>
    public double Of(QuietHistory stream)
    {
        var excess = stream.Peaks.Select(peak => Height(peak) - level).Where(over => over > 0).ToArray();
        return Threshold(rates.Of(excess.Length, stream.Weeks), means.Of(excess.Sum(), excess.Length));
    }

    private double Threshold(double peaks, double excess) => Nats(level + excess * Math.Max(0, Math.Log(peaks / budget)));

    private double Height(double nats) => scale * Math.Log(1 + nats / scale);

    private double Nats(double height) => scale * (Math.Exp(height / scale) - 1);
}
