using System.Runtime.InteropServices;
using SignalDetect.Core.Detectors.Presets;

namespace SignalDetect.Core.Detectors.MLNet;

/// <summary>
/// ML.NET's martingale over the last bets on p-values, begun as if all of them had been like the first one, and its alert: it is as high as that many
/// p-values of 1 - confidence would make it, and has not alerted within as many values. State: its logarithm; values for which alerts are locked and
/// the oldest bet's place plus 1, 0 before the first (whole numbers, in one); the bets.
/// </summary>
internal sealed class Martingale
{
    private const int Counters = 1;
    private const int Ring = 2;

    private readonly Bets bets;
    private readonly int history;
    private readonly double threshold;

    /// <summary>The martingale.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No history, a confidence outside 0 to 100 or an epsilon outside 0 to 1.</exception>
    public Martingale(int history, Betting betting, double epsilon, double confidence, bool compatible)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(history);
        ArgumentOutOfRangeException.ThrowIfNegative(confidence);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(confidence, 100);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(epsilon);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(epsilon, 1);
        this.history = history;
        bets = compatible ? new CompatibleBets(betting, epsilon) : new SteadyBets(betting, epsilon);
        threshold = Math.Exp(history * new CompatibleBets(betting, epsilon).Of(1 - confidence / 100));
    }

    public int StateLength => Ring + history;

    /// <summary>Bets on the next p-value of many streams, and gives their martingales in its place, and their alerts.</summary>
    /// <param name="states">The streams' states.</param>
    /// <param name="values">The values that have these p-values. A NaN changes nothing, and has no martingale; the NaN of another value spoils it for ever, as in ML.NET.</param>
    public void Advance(StreamStates states, ReadOnlySpan<double> values, Span<double> p, Span<bool> alerts)
    {
        Span<double> next = stackalloc double[p.Length];
        bets.Of(p, next);
        for (var i = 0; i < p.Length; i++)
            if (!double.IsNaN(values[i])) next[i] = Add(states[i], next[i]);
        bets.Levels(next, p);
        for (var i = 0; i < p.Length; i++) alerts[i] = !double.IsNaN(values[i]) && Alerts(MemoryMarshal.Cast<double, int>(states[i].Slice(Counters, 1)), p[i]);
    }

    private bool Alerts(Span<int> counters, double level)
    {
        ref var locked = ref counters[0];
        if (locked > 0)
        {
            locked--;
            return false;
        }

        if (!(level >= threshold)) return false;
        locked = history - 1;
        return true;
    }

    private double Add(Span<double> state, double bet)
    {
        ref var log = ref state[0];
        var counters = MemoryMarshal.Cast<double, int>(state.Slice(Counters, 1));
        var oldest = counters[1] - 1;
        if (oldest < 0)
        {
            state[Ring..].Fill(bet);
            counters[0] = history - 1;   // no alert before there is a whole history
            counters[1] = 1;
            return log += history * bet;
        }

        ref var last = ref state[Ring + oldest];
        log += bet;
        log -= last;
        last = bet;
        counters[1] = oldest + 1 == history ? 1 : oldest + 2;
        return log;
    }
}
