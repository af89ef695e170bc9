using SignalDetect.Core.Pipeline;

namespace SignalDetect.Backtest.Training;

/// <summary>What one stream of signals has learnt, from the window on in which it begins.</summary>
internal sealed class StreamFit
{
    private readonly PipelineSetup setup;
    private readonly long begins;
    private readonly double[] fast;
    private readonly double[] profile;

    /// <param name="name">The stream's full name.</param>
    /// <param name="begins">Start of its first window, Unix milliseconds.</param>
    /// <param name="setup">The pipeline.</param>
    public StreamFit(string name, long begins, PipelineSetup setup)
    {
        (this.begins, this.setup) = (begins, setup);
        fast = new double[setup.Detector.FastLength];
        profile = new double[setup.Detector.ProfileLength];
        if (setup.Model?.Streams.GetValueOrDefault(name) is { } known)
        {
            known.Fast.CopyTo(fast, 0);
            known.Profile.CopyTo(profile, 0);
        }
        else setup.Detector.Start(fast, profile);
    }

    public ReadOnlySpan<double> Fast => fast;

    public ReadOnlySpan<double> Profile => profile;

    /// <summary>Learns from a window; false where it is before the first.</summary>
    public bool Learn(long start, long count)
    {
        if (start < begins) return false;
        var judged = setup.Detector.Judge(fast, profile, start / 1000, count);
        setup.Detector.Learn(fast, profile, start / 1000, count, judged);
        return true;
    }
}
