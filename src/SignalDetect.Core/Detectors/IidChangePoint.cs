using SignalDetect.Core.Detectors.Presets;

namespace SignalDetect.Core.Detectors;

/// <summary>
/// ML.NET 5.0.0's DetectIidChangePoint: a martingale bets, over the last values, that their two-sided p-values are too small; it alerts where it reaches what
/// so many p-values of 1 - confidence would make. Alone on any series of single-precision values by <see cref="Row"/>; as a detector on residuals. Its p-values
/// are no uniform ones, so that its martingale is not fair and does not bound its own probability: its nats are the normal tail of the martingale's logarithm
/// about that logarithm's own long-run mean.
/// </summary>
public sealed class IidChangePoint : IDetector
{
    /// <summary>Its name.</summary>
    public const string Key = "iid-changepoint";

    private const double LongRun = 5000;
    private const double Clip = 4;
    private readonly KernelTail tail;
    private readonly Betting betting;
    private readonly int history;
    private readonly double epsilon;
    private readonly double threshold;

    /// <summary>The detector.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No history, a confidence outside 0 to 100 or an epsilon outside 0 to 1.</exception>
    public IidChangePoint(IidChangePointParameters parameters)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(parameters.History);
        ArgumentOutOfRangeException.ThrowIfNegative(parameters.Confidence);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(parameters.Confidence, 100);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(parameters.Epsilon);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(parameters.Epsilon, 1);
        tail = new KernelTail(parameters.History, Side.TwoSided);
        (betting, history, epsilon) = (parameters.Martingale, parameters.History, parameters.Epsilon);
        threshold = Math.Exp(history * Bet(1 - parameters.Confidence / 100));
    }

    public string Name => Key;

    // The kernel's state; the log of the martingale, windows for which alerts are locked, the oldest bet's place, the bets; as a detector also windows seen,
    // and mean and variance of that log.
    public int StateLength => tail.StateLength + 3 + history + 3;

    public double Memory => history;

    public void Start(Span<double> state) => state[..StateLength].Clear();

    /// <summary>ML.NET's row for the next value; a NaN changes nothing.</summary>
    public IidRow Row(Span<double> state, double value)
    {
        if (double.IsNaN(value)) return new IidRow(false, double.NaN, double.NaN);
        var isFirst = state[0] == 0;
        var p = tail.Advance(state, value);
        var martingale = Math.Exp(Bets(state[tail.StateLength..], Bet(p), isFirst));
        return new IidRow(tail.IsFull(state) && Alerts(ref state[tail.StateLength + 1], martingale), p, martingale);
    }

    public DetectorScore Advance(Span<double> state, in Observation seen)
    {
        var row = Row(state, seen.Residual);
        if (double.IsNaN(row.Martingale))
        {
            Start(state[..StateLength]);   // the running sum is spoilt: ML.NET would say nothing ever after
            return default;
        }

        return new DetectorScore(Usual(state.Slice(StateLength - 3, 3), state[tail.StateLength], seen.Lesson), row.Martingale, row.Alert);
    }

    private double Usual(Span<double> state, double log, double lesson)
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

    private double Bets(Span<double> state, double bet, bool isFirst)
    {
        ref var log = ref state[0];
        var bets = state.Slice(3, history);
        if (isFirst)
        {
            bets.Fill(bet);
            log += history * bet;
            return log;
        }

        var oldest = (int)state[2];
        log += bet;
        log -= bets[oldest];
        bets[oldest] = bet;
        state[2] = oldest + 1 == history ? 0 : oldest + 1;
        return log;
    }

    private bool Alerts(ref double locked, double martingale)
    {
        var alert = martingale >= threshold;
        if (alert)
        {
            if (locked > 0) alert = false;
            else locked = history;
        }

        locked = Math.Max(0, locked - 1);
        return alert;
    }

    private double Bet(double p)
    {
        var log = Math.Log(p);
        return betting == Betting.Power ? Math.Log(epsilon) + (epsilon - 1) * log : Math.Log(p * log + 1 - p) - 2 * Math.Log(-log) - log;
    }
}
