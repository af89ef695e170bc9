using SignalDetect.Core.Detectors.Presets;
using static SignalDetect.Core.Baselines.StreamLayout;

namespace SignalDetect.Core.Detectors;

/// <summary>The mean surprise of the last windows against its own long-run mean and variance, upper tail.</summary>
internal sealed class MeanSurpriseView(ViewParameters parameters, double pace, double clip)
{
    /// <summary>-ln of the upper tail, or -1 while too few windows are known.</summary>
    public double Advance(Span<double> state, double surprise)
    {
        ref var fast = ref state[SurpriseFast];
        ref var mean = ref state[SurpriseMean];
        ref var variance = ref state[SurpriseVariance];
        ref var windows = ref state[SurpriseCount];
        fast += (Math.Min(surprise, parameters.SurpriseCap) - fast) / parameters.MeanSurpriseWindows;
        var deviation = Math.Sqrt(variance + 1e-3);
        var evidence = windows > 30 ? -Gaussian.LogUpper(Math.Max((fast - mean) / deviation, -5)) : -1;
        var rate = Math.Max(pace, 1 / (windows + 1));
        windows += 1;
        var off = Math.Min(fast - mean, clip * deviation);
        mean += rate * off;
        variance += rate * (off * off - variance);
        return evidence;
    }
}
