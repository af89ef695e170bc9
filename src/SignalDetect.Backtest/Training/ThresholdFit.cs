namespace SignalDetect.Backtest.Training;

/// <summary>What a stream's quiet history holds.</summary>
/// <param name="Weeks">Its length.</param>
/// <param name="Peaks">The alarms that there would be at no threshold, each as the highest threshold that it passes, nats, falling.</param>
internal sealed record QuietHistory(double Weeks, IReadOnlyList<double> Peaks);

/// <summary>
/// Fits thresholds to a budget of alarms a stream and week by peaks over a threshold (Pickands 1975): peaks beyond a level u come as a Poisson process, and their
/// excess, on the scale h = S ln(1 + nats / S) on which the decision compares evidence, is exponential (so that in nats it is a generalised Pareto tail). Rate and mean
/// excess of each stream are shrunk to those of all. The threshold is where the rate that is left is the budget: h = u + mean ln(rate / budget), u at least.
/// </summary>
/// <remarks>
/// A history too short to show what is accepted tells little, so that threshold has the weight k / (1 + k), on the scale of logarithms, beside the budget's face
/// value ln(windows of a week / budget), by which a preset makes its own: k is the peaks that the level would see in the stream's weeks and those that all streams
/// weigh beside it. Never is it below half the face value: the streams may grow.
/// </remarks>
internal sealed class ThresholdFit
{
    /// <summary>The level sees so many times the alarms that are accepted.</summary>
    private const double PeaksOfBudget = 4;

    private const int FewestPeaks = 50;
    private const double LeastOfFace = 0.5;

    /// <summary>So many peaks' worth evidence is believed at its face value: excesses of one nat in the mean.</summary>
    private const double FaceValue = 5;

    /// <summary>What a Poisson process with no event yet is given for one (Jeffreys).</summary>
    private const double Unseen = 0.5;

    private readonly double scale;
    private readonly double budget;
    private readonly double face;
    private readonly double level;
    private readonly double rate;
    private readonly double mean;
    private readonly Shrinkage rates;
    private readonly Shrinkage means;

    /// <param name="streams">The streams' histories.</param>
    /// <param name="budget">Alarms a stream and week that are accepted.</param>
    /// <param name="scale">The scale S, nats.</param>
    /// <param name="windows">Windows of a week.</param>
    /// <param name="complete">Peaks below it, nats, are not all known.</param>
    public ThresholdFit(IReadOnlyList<QuietHistory> streams, double budget, double scale, double windows, double complete)
    {
        (this.scale, this.budget, face) = (scale, budget, Math.Log(windows / budget));
        Weeks = streams.Sum(stream => stream.Weeks);
        var peaks = streams.SelectMany(stream => stream.Peaks).OrderDescending().ToArray();
        var used = (int)Math.Max(FewestPeaks, Math.Ceiling(PeaksOfBudget * budget * Weeks));
        level = Height(Math.Max(complete, used < peaks.Length ? peaks[used] : 0));
        var beyond = streams.Select(stream => (stream.Weeks, Excess: Beyond(stream))).ToArray();
        var count = beyond.Sum(stream => stream.Excess.Length);
        rate = (count + Unseen) / Weeks;
        mean = (beyond.Sum(stream => stream.Excess.Sum()) + FaceValue) / (count + FaceValue);
        rates = new Shrinkage([.. beyond.Select(stream => ((double)stream.Excess.Length, stream.Weeks))], rate, rate);
        means = new Shrinkage([.. beyond.Select(stream => (stream.Excess.Sum(), (double)stream.Excess.Length))], mean, mean * mean);
    }

    /// <summary>Weeks of quiet history, over all streams.</summary>
    public double Weeks { get; }

    /// <summary>The threshold of a stream that nothing is known of, nats.</summary>
    public double OfAll => Threshold(rate, mean, 0);

    /// <summary>The threshold of a stream by its history and all others', nats.</summary>
    public double Of(QuietHistory stream)
    {
        var excess = Beyond(stream);
        return Threshold(rates.Of(excess.Length, stream.Weeks), means.Of(excess.Sum(), excess.Length), stream.Weeks);
    }

    private double[] Beyond(QuietHistory stream) => [.. stream.Peaks.Select(peak => Height(peak) - level).Where(excess => excess > 0)];

    private double Threshold(double peaks, double excess, double weeks)
    {
        var fitted = Nats(level + excess * Math.Max(0, Math.Log(peaks / budget)));
        var seen = PeaksOfBudget * budget * Math.Min(Weeks, weeks + rates.Weight);
        return Math.Max(LeastOfFace * face, Math.Pow(fitted, seen / (1 + seen)) * Math.Pow(face, 1 / (1 + seen)));
    }

    private double Height(double nats) => scale * Math.Log(1 + nats / scale);

    private double Nats(double height) => scale * (Math.Exp(height / scale) - 1);
}
