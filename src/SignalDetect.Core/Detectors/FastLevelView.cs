using SignalDetect.Core.Detectors.Presets;
using SignalDetect.Core.Lanes;
using static SignalDetect.Core.Baselines.StreamLayout;
using static System.Numerics.Vector;
using V = System.Numerics.Vector<double>;

namespace SignalDetect.Core.Detectors;

/// <summary>A measurement against a level of the last few windows, with that level's own scale.</summary>
internal sealed class FastLevelView(double freedom, ViewParameters view, DispersionParameters dispersion, int step)
{
    private readonly double levelDecay = Math.Pow(.5, 1 / view.FastHalfLifeWindows);
    private readonly double spreadDecay = Math.Pow(.5, 1 / Math.Max(dispersion.HalfLifeDays * (86400.0 / step), 50));
    private readonly double clip = dispersion.Clip;

    /// <summary>-ln of the two-sided tail, or -1 at the first window. Counts are left as they are.</summary>
    public V Advance(Span<V> state, in Glance seen)
    {
        ref var sum = ref state[FastSum];
        ref var weight = ref state[FastWeight];
        ref var spread = ref state[FastSpread];
        ref var windows = ref state[FastSpreadWeight];
        var counts = seen.IsCounts;
        var isFirst = counts | LessThanOrEqual<double>(weight, V.Zero);
        var mean = sum / (weight + Create(1e-9));
        var off = seen.Value - mean;
        var isKnown = GreaterThan<double>(windows, Create(5.0));
        var scale = ConditionalSelect(isKnown, SquareRoot(spread / MaxNative(windows, V.One)) + Create(1e-4) * Abs(mean) + Create(1e-9), Abs(off) + Create(1e-9));
        var evidence = Student.Surprise(off, scale, freedom);
        var most = Create(clip) * scale;
        off = ConditionalSelect(isKnown, MinNative(MaxNative(off, -most), most), off);
        spread = ConditionalSelect(isFirst, spread, spread * Create(spreadDecay) + off * off);
        windows = ConditionalSelect(isFirst, windows, windows * Create(spreadDecay) + V.One);
        sum = ConditionalSelect(counts, sum, sum * Create(levelDecay) + seen.Value);
        weight = ConditionalSelect(counts, weight, weight * Create(levelDecay) + V.One);
        return ConditionalSelect(isFirst, Create(-1.0), evidence);
    }
}
