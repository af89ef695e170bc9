namespace SignalDetect.Backtest.Series;

/// <summary>Finds the step of a stream: the commonest gap between successive distinct timestamps; of several as common the smallest.</summary>
internal sealed class StepFinder
{
    /// <summary>The step of a stream that has no gap at all, milliseconds.</summary>
    private const long Unknown = 3_600_000;

    private readonly Dictionary<long, long> counts = [];
    private long gap;
    private long run;

    /// <summary>Takes a gap, milliseconds; 0 is none.</summary>
    public void Add(long milliseconds)
    {
        if (milliseconds == 0) return;
        if (milliseconds == gap)
        {
            run++;
            return;
        }

        Close();
        (gap, run) = (milliseconds, 1);
    }

    /// <summary>The step, whole seconds, at least 1.</summary>
    public int Seconds()
    {
        Close();
        run = 0;
        long step = Unknown, most = 0;
        foreach (var (length, count) in counts)
            if (count > most || count == most && length < step) (step, most) = (length, count);
        return (int)Math.Clamp((step + 500) / 1000, 1, int.MaxValue);
    }

    private void Close()
    {
        if (run > 0) counts[gap] = counts.GetValueOrDefault(gap) + run;
    }
}
