namespace SignalDetect.Backtest.Labels;

/// <summary>Labels by stream.</summary>
/// <param name="labels">All of them.</param>
/// <param name="scoredFrom">What began before it counts nowhere: where the model learnt from its beginning, how soon it would have been found cannot be told.</param>
internal sealed class LabelBook(IReadOnlyList<Label> labels, long scoredFrom = long.MinValue)
{
    private readonly ILookup<string, Label> byStream = Held(labels, scoredFrom).ToLookup(label => label.Stream, StringComparer.Ordinal);

    /// <summary>All of them, in their order.</summary>
    public IReadOnlyList<Label> All { get; } = Held(labels, scoredFrom);

    /// <summary>Those of a stream; empty where it has none.</summary>
    public IReadOnlyList<Label> Of(string stream) => [.. byStream[stream]];

    private static Label[] Held(IReadOnlyList<Label> labels, long scoredFrom) =>
        [.. labels.Select(label => label.StartEarliest < scoredFrom ? label with { Certainty = Certainty.Low } : label)];
}
