using SignalDetect.Core.Detectors.Presets;

namespace SignalDetect.Core.Detectors.MLNet;

/// <summary>
/// ML.NET's martingale over the last bets on p-values, begun as if all of them had been like the first one, and its alert: it is as high as that many
/// p-values of 1 - confidence would make it, and has not alerted within as many values. State: its logarithm, values for which alerts are locked, the oldest
/// bet's place plus 1 (0 before the first), the bets.
/// </summary>
internal readonly struct Martingale
{
    private readonly Betting betting;
    private readonly int history;
    private readonly double epsilon;
    private readonly double threshold;

    public Martingale(int history, Betting betting, double epsilon, double confidence)
    {
        (this.history, this.betting, this.epsilon) = (history, betting, epsilon);
        threshold = Math.Exp(history * Bet(1 - confidence / 100));
    }

    public int StateLength => 3 + history;

    /// <summary>Bets on a p-value, and gives the martingale.</summary>
    /// <param name="mayAlert">False while the p-values have no whole history.</param>
    public double Advance(Span<double> state, double p, bool mayAlert, out bool alert)
    {
        var level = Math.Exp(Add(state, Bet(p)));
        alert = mayAlert && Alerts(ref state[1], level);
        return level;
    }

    private double Add(Span<double> state, double bet)
    {
        ref var log = ref state[0];
        var bets = state.Slice(3, history);
        if (state[2] == 0)
        {
            bets.Fill(bet);
            state[2] = 1;
            return log += history * bet;
        }

        var oldest = (int)state[2] - 1;
        log += bet;
        log -= bets[oldest];
        bets[oldest] = bet;
        state[2] = oldest + 1 == history ? 1 : oldest + 2;
        return log;
    }

    private bool Alerts(ref double locked, double level)
    {
        var alert = level >= threshold;
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
