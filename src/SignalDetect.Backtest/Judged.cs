using SignalDetect.Backtest.Labels;
using SignalDetect.Backtest.Report;
using SignalDetect.Core.Pipeline;

namespace SignalDetect.Backtest;

/// <summary>What one preset found in all streams of an input.</summary>
/// <param name="Streams">The streams in the order of the input.</param>
/// <param name="Signals">The sums over signals; null for series.</param>
/// <param name="Scoring">Held against labels; null without.</param>
internal sealed record Judged(IReadOnlyList<StreamResult> Streams, SignalSums? Signals, Scoring? Scoring)
{
    /// <summary>The rows of <c>detections.jsonl</c>.</summary>
    public IReadOnlyList<DetectionRow> Detections { get; } = RowFiles.Detections(Streams.Select(stream => stream.Sink));

    /// <summary>The rows of <c>incidents.jsonl</c>.</summary>
    public IReadOnlyList<IncidentRow> Incidents { get; } = RowFiles.Incidents(Streams.Select(stream => stream.Sink));
}
