namespace SignalDetect.Backtest.Shards;

/// <summary>The folder of one shard, with what it says of itself.</summary>
/// <param name="Path">The folder.</param>
/// <param name="Part">What its <c>shard.json</c> holds.</param>
internal sealed record PartFolder(string Path, ShardPart Part)
{
    /// <summary>The shards' folders at some paths: each is one, or holds some.</summary>
    /// <exception cref="BadInputException">There is none at a path, or one does not fit.</exception>
    public static IReadOnlyList<PartFolder> Find(IEnumerable<string> paths) => [.. paths.SelectMany(At).Select(path => new PartFolder(path, ShardPart.Read(path)))];

    /// <summary>The file of its scores; null where it has none.</summary>
    public string? Scores => Scoring(Part) is { } name ? System.IO.Path.Combine(Path, name) : null;

    private static string? Scoring(ShardPart part) => Backtest.Scores.ScoresForms.FileName(part.Scores);

    private static IReadOnlyList<string> At(string path)
    {
        if (!Directory.Exists(path)) throw new BadInputException($"{path}: there is no such folder; the folders that backtest --shard wrote would be right");
        if (IsPart(path)) return [path];
        var inside = Directory.EnumerateDirectories(path).Where(IsPart).Order(StringComparer.Ordinal).ToArray();
        return inside.Length > 0 ? inside : throw new BadInputException($"{path}: holds no {ShardPart.FileName}, nor folders with one: no shard has been written there, or not to its end");
    }

    private static bool IsPart(string path) => File.Exists(System.IO.Path.Combine(path, ShardPart.FileName));
}
