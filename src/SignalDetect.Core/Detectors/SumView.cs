using SignalDetect.Core.Lanes;
using static SignalDetect.Core.Baselines.StreamLayout;
using static SignalDetect.Core.Lanes.Lane;
using static System.Numerics.Vector;
using V = System.Numerics.Vector<double>;

namespace SignalDetect.Core.Detectors;

/// <summary>Sums of capped residuals over 2, 4 and 8 windows, each with its learnt variance: residuals of neighbours are not independent.</summary>
/// <param name="cap">Residuals count up to this.</param>
/// <param name="pace">How fast the variances are learnt.</param>
internal sealed class SumView(double cap, double pace, SelfCalibratedTail tail, double price)
{
    private readonly double rate = Math.Max(.002, pace);

    /// <summary>The strongest sum's evidence, nats.</summary>
    public V Advance(Span<V> state, in V residual, in V weight)
    {
        var last = state.Slice(SumLast, 8);   // the newest first
        for (var i = 7; i > 0; i--) last[i] = last[i - 1];
        var sum = MinNative(MaxNative(residual, Create(-cap)), Create(cap));
        last[0] = sum;
        var count = state[SumCount] + V.One;
        state[SumCount] = count;
        var (most, windows) = (V.Zero, 1);
        for (var j = 0; j < 3; j++)
        {
            for (var back = windows; back < 2 * windows; back++) sum += last[back];
            windows *= 2;
            var has = GreaterThanOrEqual<double>(count, Create((double)windows));
            if (!Any(has)) break;
            var square = sum * sum * Create(1.0 / windows);
            var inflation = state[SumInflation + j];
            var evidence = MaxNative(-Normal.LogUpperAbove(SquareRoot(square / inflation)) - Create(Gaussian.Ln2), V.Zero);
            var learnt = MaxNative(FusedMultiplyAdd(MinNative(square, Create(9.0)) - inflation, Create(rate), inflation), V.One);
            state[SumInflation + j] = ConditionalSelect(has, learnt, inflation);
            most = MaxNative(most, tail.Advance(state.Slice(SumTails + 3 * j, 3), evidence, weight, has) - Create(price));
        }

        return most;
    }
}
