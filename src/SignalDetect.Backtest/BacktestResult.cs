using SignalDetect.Backtest.Labels;
using SignalDetect.Backtest.Measures;
using SignalDetect.Core.Pipeline;
using SignalDetect.Core.Signals;

namespace SignalDetect.Backtest;

/// <summary>How far a run is.</summary>
/// <param name="Stage">What it does now.</param>
/// <param name="Done">Rows or bytes done of <paramref name="Total"/>.</param>
/// <param name="Total">All of them.</param>
public readonly record struct RunProgress(string Stage, long Done, long Total);

/// <summary>What a backtest found.</summary>
/// <param name="Streams">Streams judged.</param>
/// <param name="Points">Rows; for signals closed windows.</param>
/// <param name="Seconds">The time it took.</param>
/// <param name="Alerts">Rows with an alert.</param>
/// <param name="Detections">Rows of <c>detections.jsonl</c>.</param>
/// <param name="Incidents">Rows of <c>incidents.jsonl</c>.</param>
/// <param name="Measures">How good it is.</param>
/// <param name="Signals">The sums over signals; null for series.</param>
public sealed record BacktestResult(int Streams, long Points, double Seconds, int Alerts, int Detections, int Incidents, RunMeasures Measures, SignalSums? Signals)
{
    /// <summary>The preset that judged.</summary>
    public required string Detector { get; init; }

    /// <summary>The end of what its model has learnt from, Unix milliseconds; null without a model.</summary>
    public long? LearntUntil { get; init; }

    /// <summary>Rows that start before that, which are scored nowhere.</summary>
    public long LeftOut { get; init; }

    /// <summary>Every preset of a comparison over the same input, this run's first; empty where nothing is compared.</summary>
    public IReadOnlyList<BacktestResult> Comparison { get; init; } = [];

    /// <summary>Held against the labels; null without.</summary>
    public Figures? Figures => Measures.Labels?.Figures;

    /// <summary>The same over thresholds of the score; null without labels.</summary>
    public IReadOnlyList<CurvePoint>? Curve => Measures.Labels?.Curve;

    /// <summary>Labels that lie in no stream's time.</summary>
    public int LabelsElsewhere => Measures.Labels?.Elsewhere ?? 0;

    /// <summary>Rows a second.</summary>
    public double PointsPerSecond => Seconds > 0 ? Points / Seconds : 0;
}

/// <summary>What became of the signals of a file.</summary>
/// <param name="Totals">The sums.</param>
/// <param name="Dead">Dead ones by reason, in the order of the checks; reasons that did not come are left out.</param>
public sealed record SignalSums(Totals Totals, IReadOnlyList<(DeadLetterReason Reason, long Count)> Dead);
