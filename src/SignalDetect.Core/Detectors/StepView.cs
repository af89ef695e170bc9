using static SignalDetect.Core.Baselines.StreamLayout;

namespace SignalDetect.Core.Detectors;

/// <summary>The step from the last window to this one against the steps' own decayed scale; for counts in units of the root of the two windows' mean.</summary>
internal sealed class StepView(StudentT student, double decay, double clip)
{
    /// <summary>-ln of the two-sided tail of the step, or -1 while too few are known.</summary>
    public double Advance(Span<double> state, in Glance seen)
    {
        ref var sum = ref state[StepSum];
        ref var windows = ref state[StepWeight];
        var step = seen.Value - seen.Last;
        var unit = seen.IsCounts ? .5 * (seen.Value + seen.Last + 1) : 1;
        var evidence = -1.0;
        if (windows > 20)
        {
            var scale = seen.IsCounts
                ? Math.Sqrt(Math.Max(sum / windows, 1) * unit)
                : Math.Sqrt(sum / windows) + 1e-6 * Math.Abs(seen.Value) + 1e-9;
            evidence = student.Surprise(step, 0, scale);
            step = Math.Min(Math.Max(step, -clip * scale), clip * scale);
        }

        sum = sum * decay + step * step / unit;
        windows = windows * decay + 1;
        return evidence;
    }
}
