using SignalDetect.Core.Detectors.Presets;
using static SignalDetect.Core.Baselines.StreamLayout;

namespace SignalDetect.Core.Detectors;

/// <summary>A measurement against a level of the last few windows, with that level's own scale.</summary>
internal sealed class FastLevelView(StudentT student, ViewParameters view, DispersionParameters dispersion, int step)
{
    private readonly double levelDecay = Math.Pow(.5, 1 / view.FastHalfLifeWindows);
    private readonly double spreadDecay = Math.Pow(.5, 1 / Math.Max(dispersion.HalfLifeDays * (86400.0 / step), 50));
    private readonly double clip = dispersion.Clip;

    /// <summary>-ln of the two-sided tail, or -1 at the first window.</summary>
    public double Advance(Span<double> state, double value)
    {
        ref var sum = ref state[FastSum];
        ref var weight = ref state[FastWeight];
        var evidence = -1.0;
        if (weight > 0)
        {
            ref var spread = ref state[FastSpread];
            ref var windows = ref state[FastSpreadWeight];
            var mean = sum / (weight + 1e-9);
            var off = value - mean;
            var scale = Math.Abs(off) + 1e-9;
            if (windows > 5)
            {
                scale = Math.Sqrt(spread / windows) + 1e-4 * Math.Abs(mean) + 1e-9;
                evidence = student.Surprise(off, 0, scale);
                off = Math.Min(Math.Max(off, -clip * scale), clip * scale);
            }
            else
            {
                evidence = student.Surprise(off, 0, scale);
            }

            spread = spread * spreadDecay + off * off;
            windows = windows * spreadDecay + 1;
        }

        sum = sum * levelDecay + value;
        weight = weight * levelDecay + 1;
        return evidence;
    }
}
