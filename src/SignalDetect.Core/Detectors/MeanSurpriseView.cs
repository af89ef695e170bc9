using System.Runtime.CompilerServices;
using SignalDetect.Core.Detectors.Presets;
using SignalDetect.Core.Lanes;
using static SignalDetect.Core.Baselines.StreamLayout;
using static System.Numerics.Vector;
using V = System.Numerics.Vector<double>;

namespace SignalDetect.Core.Detectors;

/// <summary>The mean surprise of the last windows against its own long-run mean and variance, upper tail.</summary>
internal sealed class MeanSurpriseView(ViewParameters parameters, double pace, double clip)
{
    /// <summary>-ln of the upper tail, or -1 while too few windows are known.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Advance(Span<V> state, in V surprise)
    {
        var (fast, mean, variance, windows) = (state[SurpriseFast], state[SurpriseMean], state[SurpriseVariance], state[SurpriseCount]);
        fast += (MinNative(surprise, Create(parameters.SurpriseCap)) - fast) * Create(1 / parameters.MeanSurpriseWindows);
        var deviation = SquareRoot(variance + Create(1e-3));
        var off = fast - mean;
        var evidence = ConditionalSelect(GreaterThan<double>(windows, Create(30.0)), -Normal.LogUpper(MaxNative(off / deviation, Create(-5.0))), Create(-1.0));
        windows += V.One;
        var rate = MaxNative(V.One / windows, Create(pace));
        off = MinNative(off, Create(clip) * deviation);
        (state[SurpriseFast], state[SurpriseCount]) = (fast, windows);
        state[SurpriseMean] = FusedMultiplyAdd(rate, off, mean);
        state[SurpriseVariance] = FusedMultiplyAdd(rate, FusedMultiplyAdd(off, off, -variance), variance);
        return evidence;
    }
}
