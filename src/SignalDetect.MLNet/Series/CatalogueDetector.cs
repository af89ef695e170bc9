using SignalDetect.Core.Detectors.MLNet;

namespace SignalDetect.MLNet.Series;

/// <summary>A spike or change point detector of ML.NET's catalogue.</summary>
internal sealed class CatalogueDetector(string name, double memory, SeriesKind kind, IRowScoring scoring)
    : EngineDetector(name, memory, kind, scoring), IMLNetDetector
{
    public void Advance(Span<double> states, ReadOnlySpan<double> values, Span<MLNetRow> rows)
    {
        for (var i = 0; i < values.Length; i++) rows[i] = Row(states.Slice(i * StateLength, StateLength), values[i]) ?? Nothing;
    }
}
