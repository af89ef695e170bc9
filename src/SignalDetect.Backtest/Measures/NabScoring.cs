namespace SignalDetect.Backtest.Measures;

/// <summary>A score of the Numenta Anomaly Benchmark: 0 is what never alerting gets, 100 a perfect run.</summary>
/// <param name="Score">At the best single threshold of the score over all streams, chosen with the labels in hand: a best case.</param>
/// <param name="Threshold">That threshold, to a ten-thousandth; 1.1 is never.</param>
/// <param name="AtAlert">For the alerts as they are: the honest figure.</param>
public sealed record NabScore(double Score, double Threshold, double AtAlert);

/// <summary>NAB's three profiles.</summary>
/// <param name="Windows">Labels that are windows of the streams.</param>
/// <param name="Standard">True positives 1, false positives 0.11, misses 1.</param>
/// <param name="LowFalsePositives">False positives weigh twice as much.</param>
/// <param name="LowFalseNegatives">Misses weigh twice as much.</param>
public sealed record NabScores(int Windows, NabScore Standard, NabScore LowFalsePositives, NabScore LowFalseNegatives);

/// <summary>NAB's scoring (Lavin and Ahmad 2015) over what was gathered of some streams.</summary>
internal static class NabScoring
{
    private const double Steepness = 5;
    private const double Farthest = 3;

    private static readonly double MostInside = Sigmoid(-1);

    private readonly record struct Profile(double Found, double False, double Missed);

    /// <summary>NAB's scaled sigmoid: 2 / (1 + e^(5y)) - 1 up to 3, and -1 beyond.</summary>
    public static double Sigmoid(double y) => y > Farthest ? -1 : 2 / (1 + Math.Exp(Steepness * y)) - 1;

    /// <summary>The scores; null where no label is a window.</summary>
    public static NabScores? Of(IReadOnlyList<NabTally> streams)
    {
        var windows = streams.Sum(stream => stream.Windows.Count);
        return windows == 0 ? null : new NabScores(windows, At(streams, new(1, 0.11, 1)), At(streams, new(1, 0.22, 1)), At(streams, new(1, 0.11, 2)));
    }

    private static NabScore At(IReadOnlyList<NabTally> streams, Profile profile)
    {
        var all = streams.Sum(stream => stream.Windows.Count);
        var never = -profile.Missed * streams.Sum(stream => stream.Windows.Count(window => window.Scored));
        var (best, threshold) = Best(Gains(streams, profile), never);
        return new NabScore(Normal(best), threshold, Normal(never + Alerts(streams, profile)));

        double Normal(double total) => 100 * (total + profile.Missed * all) / ((profile.Found + profile.Missed) * all);
    }

    private static (double Total, double Threshold) Best(double[] gains, double never)
    {
        var (best, threshold) = (never, 1.1);
        var total = never;
        for (var key = gains.Length - 1; key >= 0; key--)
        {
            total += gains[key];
            if (total > best) (best, threshold) = (total, ScoreKey.Score(key));
        }

        return (best, threshold);
    }

    /// <summary>What the total gains where the threshold falls to each score.</summary>
    private static double[] Gains(IReadOnlyList<NabTally> streams, Profile profile)
    {
        var gains = new double[ScoreKey.Count];
        foreach (var stream in streams)
        {
            foreach (var (key, worth) in stream.Outside) gains[key] += profile.False * worth;
            foreach (var window in stream.Windows)
            {
                var reached = -profile.Missed;
                for (var i = window.Records.Count - 1; i >= 0; i--)
                {
                    var worth = Inside(window, window.Records[i].Row, profile);
                    gains[window.Records[i].Key] += worth - reached;
                    reached = worth;
                }
            }
        }

        return gains;
    }

    private static double Alerts(IReadOnlyList<NabTally> streams, Profile profile) => streams.Sum(stream =>
        profile.False * stream.OutsideAlerts + stream.Windows.Sum(window => window.FirstAlert is { } row ? Inside(window, row, profile) + profile.Missed : 0));

    private static double Inside(NabWindow window, long row, Profile profile) =>
        profile.Found * Sigmoid(-(window.Rows - row) / (double)window.Rows) / MostInside;
}
