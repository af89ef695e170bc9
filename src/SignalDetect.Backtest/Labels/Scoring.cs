namespace SignalDetect.Backtest.Labels;

/// <summary>Holds all alerts of a run against labels, at the default setting and over thresholds of the score.</summary>
internal sealed class Scoring
{
    private static readonly double[] Thresholds = [.. Enumerable.Range(6, 14).Select(twentieth => twentieth / 20.0)];

    private readonly List<(StreamResult Stream, Label[] Labels)> streams = [];
    private readonly Dictionary<string, Label[]> byName = new(StringComparer.Ordinal);
    private readonly HeldStream[] held;

    public Scoring(IReadOnlyList<StreamResult> results, IReadOnlyList<Label> labels)
    {
        var byStream = labels.ToLookup(label => label.Stream, StringComparer.Ordinal);
        foreach (var stream in results)
        {
            var its = byName[stream.Name] = [.. byStream[stream.Name].Where(label => Covers(stream, label))];
            streams.Add((stream, its));
        }

        Elsewhere = labels.Count - streams.Sum(one => one.Labels.Length);
        held = Hold(static stream => stream.Alerts);
        Bootstrap = new Bootstrap([.. held.Select(stream => (stream.First, stream.End))]);
    }

    /// <summary>Labels of other streams, or outside the streams' time; they count nowhere.</summary>
    public int Elsewhere { get; }

    /// <summary>How the intervals are made.</summary>
    public Bootstrap Bootstrap { get; }

    /// <summary>What became of each label, stream by stream.</summary>
    public IReadOnlyList<LabelFinding> Labels => [.. held.SelectMany(stream => stream.Labels)];

    /// <summary>What each alarm turned out to be, stream by stream.</summary>
    public IReadOnlyList<AlarmFinding> Alarms => [.. held.SelectMany(stream => stream.Alarms)];

    /// <summary>The figures of the run's own alerts.</summary>
    public Figures Figures() => FiguresOf.Streams(held);

    /// <summary>How sure they are.</summary>
    public FigureIntervals Intervals() => Bootstrap.Of(held);

    /// <summary>The figures of each stream, in the order of the streams.</summary>
    public IReadOnlyList<Figures> ByStream() => [.. held.Select(stream => FiguresOf.Streams([stream]))];

    /// <summary>The figures over thresholds of the score, rising.</summary>
    public IReadOnlyList<CurvePoint> Curve() => [.. Thresholds.Select(At)];

    /// <summary>The labels of a stream that lie in its time.</summary>
    public IReadOnlyList<Label> Of(StreamResult stream) => byName[stream.Name];

    private CurvePoint At(double threshold)
    {
        var there = Hold(stream => [.. stream.Strong.Where(row => row.Score >= threshold).Select(row => row.Start)]);
        return new CurvePoint(threshold, FiguresOf.Streams(there), Bootstrap.Of(there));
    }

    private HeldStream[] Hold(Func<StreamResult, IReadOnlyList<long>> alertsOf) => [.. streams.Select(one => HeldStream.Of(one.Stream, one.Labels, alertsOf(one.Stream)))];

    private static bool Covers(StreamResult stream, Label label) => stream.Rows > 0 && label.StartEarliest < stream.Chart.End && label.End >= stream.ScoredFrom;
}
