using SignalDetect.Backtest.Labels;
using SignalDetect.Backtest.Measures;

namespace SignalDetect.Backtest.Report;

/// <summary>What became of labels and alarms, by stream.</summary>
/// <param name="held">The run held against labels.</param>
internal sealed class LabelMeasuresOf(LabelMeasures held)
{
    private readonly ILookup<string, LabelFinding> labels = held.Labels.ToLookup(found => found.Label.Stream, StringComparer.Ordinal);
    private readonly ILookup<string, AlarmFinding> alarms = held.Alarms.ToLookup(alarm => alarm.Stream, StringComparer.Ordinal);

    /// <summary>What became of a stream's labels.</summary>
    public IReadOnlyList<LabelFinding> Labels(string stream) => [.. labels[stream]];

    /// <summary>What a stream's alarms turned out to be.</summary>
    public IReadOnlyList<AlarmFinding> Alarms(string stream) => [.. alarms[stream]];
}
