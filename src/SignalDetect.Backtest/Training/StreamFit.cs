using SignalDetect.Core.Baselines;
using SignalDetect.Core.Detectors;
using SignalDetect.Core.Incidents;
using SignalDetect.Core.Pipeline;

namespace SignalDetect.Backtest.Training;

/// <summary>What one stream of signals has learnt, from the window on in which it begins.</summary>
internal sealed class StreamFit
{
    private const long WindowMs = PipelineSetup.StepSeconds * 1000L;

    private readonly StreamDetector detector;
    private readonly StreamModel? known;
    private readonly long begins;
    private readonly double[] fast;
    private readonly double[] profile;
    private long until;

    /// <param name="name">The stream's full name.</param>
    /// <param name="begins">Start of its first window, Unix milliseconds.</param>
    /// <param name="setup">The pipeline.</param>
    /// <param name="history">Gathers what its threshold is fitted from, told whether a model knows the stream; null for none.</param>
    public StreamFit(string name, long begins, PipelineSetup setup, Func<bool, AlarmHistory?>? history = null)
    {
        detector = setup.Detector;
        fast = new double[detector.FastLength];
        profile = new double[detector.ProfileLength];
        known = setup.Model?.Streams.GetValueOrDefault(name);
        this.begins = until = Math.Max(begins, known?.Until ?? begins);
        History = history?.Invoke(known is not null);
        if (known is null) detector.Start(fast, profile);
        else
        {
            known.Fast.CopyTo(fast, 0);
            known.Profile.CopyTo(profile, 0);
        }
    }

    /// <summary>What its threshold is fitted from; null where it is that of its service.</summary>
    public AlarmHistory? History { get; }

    /// <summary>What it has learnt; null where it has nothing.</summary>
    public StreamModel? Learnt => until > begins || known is not null ? new StreamModel(known?.From ?? begins, until, fast, profile) : null;

    /// <summary>Learns from a window; false where it is before the first.</summary>
    public bool Learn(long start, long count)
    {
        if (start < begins) return false;
        var judged = detector.Advance(new StreamWindow(fast, profile, start / 1000, count));
        until = start + WindowMs;
        if (!double.IsNaN(judged.Expected)) History?.See(new JudgedWindow(until, start, Phase.End, count, true, null, 0, judged));
        return true;
    }
}
