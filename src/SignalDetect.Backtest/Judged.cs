using SignalDetect.Backtest.Labels;
using SignalDetect.Backtest.Measures;
using SignalDetect.Backtest.Report;
using SignalDetect.Core.Pipeline;

namespace SignalDetect.Backtest;

/// <summary>What one preset found in all streams of an input, or in those of a shard.</summary>
/// <param name="Detector">The preset's name.</param>
/// <param name="Streams">The streams in the order of the input, ended.</param>
/// <param name="Signals">The sums over signals; null for series.</param>
/// <param name="Scoring">Held against labels; null without.</param>
internal sealed record Judged(string Detector, IReadOnlyList<StreamResult> Streams, SignalSums? Signals, Scoring? Scoring)
{
    /// <summary>What was found, held against labels where there are some.</summary>
    public static Judged Of(string detector, IReadOnlyList<StreamResult> streams, SignalSums? signals, IReadOnlyList<Label>? labels) =>
        new(detector, streams, signals, labels is null ? null : new Scoring(streams, labels));

    /// <summary>The end of what its model has learnt from, Unix milliseconds; null without a model.</summary>
    public long? LearntUntil { get; init; }

    /// <summary>The rows of <c>detections.jsonl</c>.</summary>
    public IReadOnlyList<DetectionRow> Detections { get; } = RowFiles.Detections(Streams.Select(stream => stream.Sink));

    /// <summary>The rows of <c>incidents.jsonl</c>.</summary>
    public IReadOnlyList<IncidentRow> Incidents { get; } = RowFiles.Incidents(Streams.Select(stream => stream.Sink));

    /// <summary>Measures it.</summary>
    /// <param name="seconds">The time it took.</param>
    public BacktestResult Measured(double seconds) => new(
        Streams.Count, Streams.Sum(stream => stream.Rows), seconds, Streams.Sum(stream => stream.Alerts.Count), Detections.Count, Incidents.Count,
        RunMeasures.Of(Streams, Scoring), Signals)
    {
        Detector = Detector,
        LearntUntil = LearntUntil,
        LeftOut = Streams.Sum(stream => stream.LeftOut),
    };
}
