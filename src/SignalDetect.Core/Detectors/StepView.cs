using System.Runtime.CompilerServices;
using SignalDetect.Core.Lanes;
using static SignalDetect.Core.Baselines.StreamLayout;
using static SignalDetect.Core.Lanes.Lane;
using static System.Numerics.Vector;
using V = System.Numerics.Vector<double>;

namespace SignalDetect.Core.Detectors;

/// <summary>The step from the last window to this one against the steps' own decayed scale; for counts in units of the root of the two windows' mean.</summary>
internal sealed class StepView(double freedom, double decay, double clip)
{
    /// <summary>-ln of the two-sided tail of the step, or -1 while too few are known.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Advance(Span<V> state, in Glance seen)
    {
        var (sum, windows) = (state[StepSum], state[StepWeight]);
        var step = seen.Value - seen.Last;
        var unit = ConditionalSelect(seen.IsCounts, Create(.5) * (seen.Value + seen.Last + V.One), V.One);
        var evidence = Create(-1.0);
        var isKnown = GreaterThan<double>(windows, Create(20.0));
        if (Any(isKnown))
        {
            var square = sum / windows;
            var scale = SquareRoot(ConditionalSelect(seen.IsCounts, MaxNative(square, V.One), square) * unit);
            scale += AndNot(Create(1e-6) * Abs(seen.Value) + Create(1e-9), seen.IsCounts);
            var most = Create(clip) * scale;
            evidence = ConditionalSelect(isKnown, Student.Surprise(step, scale, freedom), evidence);
            step = ConditionalSelect(isKnown, MinNative(MaxNative(step, -most), most), step);
        }

        state[StepSum] = FusedMultiplyAdd(sum, Create(decay), step * step / unit);
        state[StepWeight] = FusedMultiplyAdd(windows, Create(decay), V.One);
        return evidence;
    }
}
