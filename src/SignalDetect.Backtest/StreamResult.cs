using SignalDetect.Backtest.Measures;
using SignalDetect.Backtest.Report;
using SignalDetect.Core.Detectors;
using SignalDetect.Core.Pipeline;

namespace SignalDetect.Backtest;

/// <summary>What a run found in one stream.</summary>
/// <param name="name">The stream.</param>
/// <param name="stepSeconds">The length of its windows.</param>
/// <param name="chart">Its course.</param>
/// <param name="tally">What the measures need; null for a new one without labels.</param>
/// <param name="scoredFrom">Rows that start before it are left out, Unix milliseconds.</param>
internal sealed class StreamResult(string name, int stepSeconds, Chart chart, RowTally? tally = null, long scoredFrom = long.MinValue)
{
    /// <summary>Thresholds of the score are tried from here on.</summary>
    public const double LeastThreshold = 0.3;

    private readonly List<long> alerts = [];
    private readonly List<(long Start, double Score)> strong = [];

    public string Name => name;

    /// <summary>Its number among all streams of the input, from 0 in the order of the output.</summary>
    public int Number { get; init; }

    public int StepSeconds => stepSeconds;

    public Chart Chart => chart;

    /// <summary>What the measures need of its rows.</summary>
    public RowTally Tally { get; } = tally ?? new RowTally(null, 0, stepSeconds);

    /// <summary>Rows, those not collected among them.</summary>
    public long Rows { get; private set; }

    /// <summary>Those that are left out: a model has learnt from them, or could have.</summary>
    public long LeftOut { get; private set; }

    /// <summary>Start of the first window that counts, Unix milliseconds.</summary>
    public long ScoredFrom { get; } = Math.Clamp(scoredFrom, chart.First, chart.End);

    /// <summary>Rows that were judged.</summary>
    public long Collected { get; private set; }

    /// <summary>Starts of the windows that have an alert, Unix milliseconds.</summary>
    public IReadOnlyList<long> Alerts => alerts;

    /// <summary>The windows with a score of at least <see cref="LeastThreshold"/>.</summary>
    public IReadOnlyList<(long Start, double Score)> Strong => strong;

    /// <summary>Its detections and incidents; for signals those of the service.</summary>
    public RowSink Sink { get; } = new();

    /// <summary>Takes over what was found before.</summary>
    public void Restore(long rows, long leftOut, long collected, IEnumerable<long> alertStarts, IEnumerable<(long Start, double Score)> strongWindows)
    {
        (Rows, LeftOut, Collected) = (rows, leftOut, collected);
        alerts.AddRange(alertStarts);
        strong.AddRange(strongWindows);
    }

    /// <summary>Adds a row that was not collected.</summary>
    public void AddUnknown(long start)
    {
        Rows++;
        Tally.AddUnknown(start);
        chart.AddUnknown(start);
    }

    /// <summary>Adds a row that counts nowhere: it is shown, and that is all.</summary>
    /// <param name="value">NaN where it was not collected.</param>
    public void AddLeftOut(long start, double value)
    {
        Rows++;
        LeftOut++;
        if (double.IsNaN(value)) chart.AddUnknown(start);
        else chart.Add(start, value, StreamJudgement.Unknown, false);
    }

    /// <summary>Adds a judged row.</summary>
    public void Add(long start, double value, in StreamJudgement judged, bool alert)
    {
        Rows++;
        Collected++;
        if (alert) alerts.Add(start);
        if (judged.Score >= LeastThreshold) strong.Add((start, judged.Score));
        Tally.Add(start, judged.Score, judged.PValue, alert);
        chart.Add(start, value, judged, alert);
    }
}
