using SignalDetect.Core.Detectors.MLNet;

namespace SignalDetect.MLNet.Series;

/// <summary>ML.NET's SR-CNN on streams.</summary>
internal sealed class SaliencyDetector(string name, SeriesKind kind) : EngineDetector(name, 1, kind, new SaliencyScoring())
{
    /// <summary>Takes in the next value of each of many streams, whose states lie one behind the other, and gives ML.NET's rows: alert, score and magnitude.</summary>
    public void Advance(Span<double> states, ReadOnlySpan<double> values, Span<SrCnnRow> rows)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var row = Row(states.Slice(i * StateLength, StateLength), values[i]) ?? Nothing;
            rows[i] = SrCnnRow.None with { Alert = row.Alert, Score = row.RawScore, Magnitude = row.PValue };   // where a spike has its p-value
        }
    }
}
