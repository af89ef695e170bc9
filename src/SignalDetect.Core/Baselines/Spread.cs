using SignalDetect.Core.Detectors.Presets;
using static SignalDetect.Core.Baselines.StreamLayout;

namespace SignalDetect.Core.Baselines;

/// <summary>Learns each baseline's dispersion and likelihood from its own one-step residuals.</summary>
internal sealed class Spread(BaselineParameters baseline, DispersionParameters dispersion, int step)
{
    private readonly double loss = 1 - Math.Pow(.5, 1 / Math.Max(dispersion.HalfLifeDays * (86400.0 / step), 50));
    private readonly double forgetting = 1 - baseline.WeightForgetting;
    private readonly double clip = dispersion.Clip;
    private readonly bool byRate = dispersion.WeighedByRate;

    /// <summary>Teaches a value with a weight from 0 to 1.</summary>
    public void Learn(Span<double> fast, double x, double weight)
    {
        var counts = fast[IsMeasurement] == 0;
        for (var j = 0; j < 3; j++)
        {
            fast[LogLikelihood + j] += weight * (fast[Likelihood + j] - forgetting * fast[LogLikelihood + j]);
            ref var sum = ref fast[SpreadSum + j];
            ref var windows = ref fast[SpreadWeight + j];
            if (counts)
            {
                var mean = Math.Max(fast[Mean + j], 1e-3);
                var off = Math.Min(x - mean, clip * Math.Max(fast[Deviation + j], 1));
                // The least variance that an estimate of phi from (x - m)^2 - m can have: a window's weight m^2 / Var is as m for small m, as 1 / m^2 for large.
                var scale = (byRate ? mean / (1 + mean) : 1) / (1 + mean * mean);
                sum += weight * ((off * off - mean) * scale - loss * sum);
                windows += weight * (mean * mean * scale - loss * windows);
            }
            else
            {
                var off = x - fast[Mean + j];
                if (windows > 5) off = Math.Clamp(off, -clip * fast[Deviation + j], clip * fast[Deviation + j]);
                sum += weight * (off * off - loss * sum);
                windows += weight * (1 - loss * windows);
            }
        }
    }

    /// <summary>The value as far as it may teach the baselines: within so many standard deviations of the week's.</summary>
    public double Clipped(ReadOnlySpan<double> fast, double x)
    {
        var counts = fast[IsMeasurement] == 0;
        if (!counts && !(fast[SpreadWeight + 2] > 5)) return x;
        var far = clip * Math.Max(fast[Deviation + 2], counts ? 1 : 0);
        return Math.Min(Math.Max(x, fast[Mean + 2] - far), fast[Mean + 2] + far);
    }
}
