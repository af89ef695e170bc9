using SignalDetect.Backtest.Labels;
using SignalDetect.Backtest.Scores;

namespace SignalDetect.Backtest;

/// <summary>An input that was read once and found good, for one preset.</summary>
/// <param name="Streams">Its streams, those of other shards among them.</param>
/// <param name="Labels">The labels it is held against; null where there are none.</param>
/// <param name="Digest">Of what every shard reads.</param>
/// <param name="JudgeAsync">Judges it; the scores go into the file, where there is one.</param>
internal sealed record Surveyed(
    int Streams, IReadOnlyList<Label>? Labels, Func<CancellationToken, Task<string>> Digest, Func<ScoresFile?, CancellationToken, Task<Judged>> JudgeAsync);
