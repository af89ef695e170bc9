using static SignalDetect.Core.Baselines.StreamLayout;

namespace SignalDetect.Core.Detectors;

/// <summary>Sums of capped residuals over 2, 4 and 8 windows, each with its learnt variance: residuals of neighbours are not independent.</summary>
/// <param name="cap">Residuals count up to this.</param>
/// <param name="pace">How fast the variances are learnt.</param>
internal sealed class SumView(double cap, double pace, SelfCalibratedTail tail, double price)
{
    private const int Ring = 8;
    private readonly double rate = Math.Max(.002, pace);

    /// <summary>The strongest sum's evidence, nats.</summary>
    public double Advance(Span<double> state, double residual, double weight)
    {
        var capped = Math.Min(cap, Math.Max(-cap, residual));
        var ring = state.Slice(SumRing, Ring);
        var count = (long)state[SumCount];
        ring[(int)(count % Ring)] = capped;
        state[SumCount] = ++count;
        var (most, sum, windows) = (0.0, capped, 1);
        for (var j = 0; j < 3 && count >= 2 * windows; j++)
        {
            for (var back = windows; back < 2 * windows; back++) sum += ring[(int)((count - 1 - back) % Ring)];
            windows *= 2;
            ref var inflation = ref state[SumInflation + j];
            var evidence = -Gaussian.LogUpper(Math.Abs(sum) / Math.Sqrt(windows * inflation)) - Gaussian.Ln2;
            inflation = Math.Max(1, inflation + (Math.Min(9, sum * sum / windows) - inflation) * rate);
            if (evidence >= 0) most = Math.Max(most, tail.Advance(state.Slice(SumTails + 3 * j, 3), evidence, weight) - price);
        }

        return most;
    }
}
