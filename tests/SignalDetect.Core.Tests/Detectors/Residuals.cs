using SignalDetect.Core.Detectors;

namespace SignalDetect.Core.Tests.Detectors;

/// <summary>Detectors on residuals alone: given ones, or standard normal ones of a fixed seed.</summary>
internal static class Residuals
{
    private const int Seed = 23;

    public static DetectorScore[] Through(IDetector detector, bool counts, params double[] residuals)
    {
        var state = Begun(detector);
        return [.. residuals.Select(z => detector.Advance(state, new Observation(0, 0, 1, z, counts)))];
    }

    /// <summary>Mean number of quiet windows up to an alert, after each of which it starts anew.</summary>
    public static double RunLength(IDetector detector, bool counts, int windows = 200_000)
    {
        var (state, random, alerts) = (Begun(detector), new Random(Seed), 0);
        for (var i = 0; i < windows; i++)
        {
            if (!detector.Advance(state, new Observation(0, 0, 1, MadeStream.Normal(random), counts)).Alert) continue;
            alerts++;
            detector.Start(state);
        }

        return windows / (double)alerts;
    }

    /// <summary>Share of quiet windows whose p-value is at most <paramref name="p"/>.</summary>
    public static double ShareOf(IDetector detector, double p, int windows = 300_000)
    {
        var (state, random, rare) = (Begun(detector), new Random(Seed), 0);
        for (var i = 0; i < windows; i++)
            if (detector.Advance(state, new Observation(0, 0, 1, MadeStream.Normal(random), true)).PValue <= p) rare++;
        return rare / (double)windows;
    }

    private static double[] Begun(IDetector detector)
    {
        var state = new double[detector.StateLength];
        detector.Start(state);
        return state;
    }
}
