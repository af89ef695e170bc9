namespace SignalDetect.Core.Detectors.MLNet;

/// <summary>
/// How unusual a martingale's logarithm is on its own stream. Its p-values are no uniform ones, so that the martingale is not fair and does not bound its own
/// probability; its nats are the normal tail of its logarithm about that logarithm's long-run mean. State: windows seen, mean, variance.
/// </summary>
/// <param name="history">Bets in the martingale: the first windows as many still count the first bet, and teach nothing.</param>
public readonly struct UsualLevel(int history)
{
    /// <summary>Numbers of state a stream.</summary>
    public const int StateLength = 3;

    private const double LongRun = 5000;
    private const double Clip = 4;

    /// <summary>Takes in the next logarithm, and gives its nats; 0 until a few histories are known.</summary>
    /// <param name="lesson">How much it may teach, 0 to 1.</param>
    public double Nats(Span<double> state, double log, double lesson)
    {
        ref var windows = ref state[0];
        ref var mean = ref state[1];
        ref var variance = ref state[2];
        windows = Math.Min(windows + 1, LongRun);
        if (windows <= history) return 0;   // the bets of the first window still count
        var deviation = Math.Sqrt(variance + 1);
        var off = Math.Clamp(log - mean, -Clip * deviation, Clip * deviation);
        var nats = windows > 3 * history ? -Gaussian.LogUpper((log - mean) / deviation) : 0;
        var pace = lesson / (windows - history);
        mean += pace * off;
        variance += pace * (off * off - variance);
        return nats;
    }
}
