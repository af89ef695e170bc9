namespace SignalDetect.Backtest.Labels;

/// <summary>Labels by stream.</summary>
/// <param name="all">All of them.</param>
internal sealed class LabelBook(IReadOnlyList<Label> all)
{
    private readonly ILookup<string, Label> byStream = all.ToLookup(label => label.Stream, StringComparer.Ordinal);

    /// <summary>All of them, in their order.</summary>
    public IReadOnlyList<Label> All => all;

    /// <summary>Those of a stream; empty where it has none.</summary>
    public IReadOnlyList<Label> Of(string stream) => [.. byStream[stream]];
}
