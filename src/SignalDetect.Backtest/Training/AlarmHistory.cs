using SignalDetect.Backtest.Labels;
using SignalDetect.Backtest.Measures;
using SignalDetect.Core.Detectors;
using SignalDetect.Core.Incidents;

namespace SignalDetect.Backtest.Training;

/// <summary>What one stream's quiet history tells of alarms: for each window that could be one the highest threshold at which it would be.</summary>
internal sealed class AlarmHistory
{
    /// <summary>Windows that would be no alarm at this threshold, nats, are not remembered.</summary>
    public const double Least = 2;

    /// <summary>Alarms closer than this are one, as in the measures.</summary>
    private const long ApartMs = 2 * 3_600_000;

    private const int Most = 1 << 14;
    private const double WeekMs = 604_800_000;

    private readonly AlarmReach reach;
    private readonly StreamDetector detector;
    private readonly Spans loud;
    private readonly long begins;
    private readonly List<(double Nats, long Start)> strong = [];
    private long windows;
    private double least = Least;

    /// <param name="detector">The detector that judges.</param>
    /// <param name="isService">True for a service's total; false for a series.</param>
    /// <param name="labels">The stream's labels: about them, as in calibration, it is not quiet.</param>
    /// <param name="begins">What is before it belongs to a stream too young to tell, Unix milliseconds.</param>
    public AlarmHistory(StreamDetector detector, bool isService, IReadOnlyList<Label> labels, long begins)
    {
        (this.detector, this.begins) = (detector, begins);
        reach = new AlarmReach(detector, isService);
        loud = QuietTally.Loud(labels);
    }

    /// <summary>Weeks of quiet windows.</summary>
    public double Weeks => windows * detector.StepSeconds * 1000.0 / WeekMs;

    /// <summary>When a stream's history begins to count: its tails forget in a week, and a short history is halved.</summary>
    public static long Begins(StreamDetector detector, long first, long last) =>
        first + Math.Min((long)(detector.Preset.Calibration.HalfLifeDays * 86_400_000), (last - first) / 2);

    /// <summary>Takes the next window.</summary>
    public void See(in JudgedWindow window)
    {
        var nats = reach.See(window) * detector.AlarmEvidence;
        if (window.Start < begins || loud.Hold(window.Start)) return;
        windows++;
        if (!(nats > least)) return;
        strong.Add((nats, window.Start));
        if (strong.Count < Most) return;
        strong.Sort();
        least = strong[Most / 2].Nats;
        strong.RemoveRange(0, Most / 2 + 1);
    }

    /// <summary>The alarms that there would be at no threshold: the strongest window, then the strongest that is not near it, and so on. Nats, falling.</summary>
    public IReadOnlyList<double> Peaks()
    {
        strong.Sort((a, b) => a.Nats != b.Nats ? b.Nats.CompareTo(a.Nats) : a.Start.CompareTo(b.Start));
        var taken = new SortedSet<long>();
        var peaks = new List<double>();
        foreach (var (nats, start) in strong)
        {
            if (taken.GetViewBetween(start - ApartMs, start + ApartMs).Count > 0) continue;
            taken.Add(start);
            peaks.Add(nats);
        }

        return peaks;
    }

    /// <summary>Below it, nats, peaks are not all remembered.</summary>
    public double Complete => least;
}
