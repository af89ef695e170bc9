using System.Runtime.CompilerServices;
using SignalDetect.Core.Detectors.Presets;
using static SignalDetect.Core.Baselines.StreamLayout;
using static SignalDetect.Core.Lanes.Lane;
using static System.Numerics.Vector;
using V = System.Numerics.Vector<double>;

namespace SignalDetect.Core.Baselines;

/// <summary>Learns each baseline's dispersion and likelihood from its own one-step residuals.</summary>
internal sealed class Spread(BaselineParameters baseline, DispersionParameters dispersion, int step)
{
    private readonly double loss = 1 - Math.Pow(.5, 1 / Math.Max(dispersion.HalfLifeDays * (86400.0 / step), 50));
    private readonly double forgetting = 1 - baseline.WeightForgetting;
    private readonly double clip = dispersion.Clip;
    private readonly bool byRate = dispersion.WeighedByRate;

    /// <summary>Teaches values with weights from 0 to 1.</summary>
    public void Learn(Span<V> s, in V x, in V weight)
    {
        var counts = Equals<double>(s[IsMeasurement], V.Zero);
        var (anyCounts, anyMeasured) = (Any(counts), Any(~counts));
        for (var j = 0; j < 3; j++)
        {
            var (sum, windows, likelihood, mean, deviation) = (s[SpreadSum + j], s[SpreadWeight + j], s[LogLikelihood + j], s[Mean + j], s[Deviation + j]);
            var (square, window) = (V.Zero, V.One);
            if (anyCounts)
            {
                var least = MaxNative(mean, Create(1e-3));
                var off = MinNative(x - least, Create(clip) * MaxNative(deviation, V.One));
                // The least variance that an estimate of phi from (x - m)^2 - m can have: a window's weight m^2 / Var is as m for small m, as 1 / m^2 for large.
                var meanSquare = least * least;
                var scale = byRate ? least / ((V.One + least) * (V.One + meanSquare)) : V.One / (V.One + meanSquare);
                (square, window) = (FusedMultiplyAdd(off, off, -least) * scale, meanSquare * scale);
            }

            if (anyMeasured)
            {
                var most = Create(clip) * deviation;
                var off = x - mean;
                off = ConditionalSelect(GreaterThan<double>(windows, Create(5.0)), MinNative(MaxNative(off, -most), most), off);
                (square, window) = (ConditionalSelect(counts, square, off * off), ConditionalSelect(counts, window, V.One));
            }

            s[LogLikelihood + j] = FusedMultiplyAdd(weight, FusedMultiplyAdd(Create(-forgetting), likelihood, s[Likelihood + j]), likelihood);
            s[SpreadSum + j] = FusedMultiplyAdd(weight, FusedMultiplyAdd(Create(-loss), sum, square), sum);
            s[SpreadWeight + j] = FusedMultiplyAdd(weight, FusedMultiplyAdd(Create(-loss), windows, window), windows);
        }
    }

    /// <summary>The values as far as they may teach the baselines: within so many standard deviations of the week's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Clipped(ReadOnlySpan<V> s, in V x)
    {
        var counts = Equals<double>(s[IsMeasurement], V.Zero);
        var far = Create(clip) * MaxNative(s[Deviation + 2], ConditionalSelect(counts, V.One, V.Zero));
        var clipped = MinNative(MaxNative(x, s[Mean + 2] - far), s[Mean + 2] + far);
        return ConditionalSelect(counts | GreaterThan<double>(s[SpreadWeight + 2], Create(5.0)), clipped, x);
    }
}
