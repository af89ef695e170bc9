using System.Globalization;

namespace SignalDetect.Backtest.Shards;

/// <summary>Whether shards belong to one run, all of them and each once.</summary>
internal static class Belonging
{
    /// <summary>The shards in their order.</summary>
    /// <exception cref="BadInputException">They do not: one line that names the folder and what would be right.</exception>
    public static IReadOnlyList<PartFolder> Checked(IReadOnlyList<PartFolder> found)
    {
        var first = found[0];
        foreach (var other in found)
            if (Difference(first.Part, other.Part) is { } difference)
                throw new BadInputException($"{other.Path}: {difference} than {first.Path}; only shards of one run can be merged");
        var byIndex = new PartFolder?[first.Part.Count];
        foreach (var folder in found)
        {
            ref var place = ref byIndex[folder.Part.Index];
            if (place is { } taken) throw new BadInputException($"{folder.Path}: is shard {folder.Part.Shard}, as {taken.Path} is; each goes in once");
            place = folder;
        }

        var missing = byIndex.Index().Where(one => one.Item is null).Select(one => new Shard(one.Index, first.Part.Count).ToString()).ToArray();
        if (missing.Length > 0)
            throw new BadInputException($"{first.Path}: is one of {first.Part.Count} shards, and {Few(missing)} {(missing.Length == 1 ? "is" : "are")} missing; all of them are needed");
        CheckStreams(byIndex!);
        return byIndex!;
    }

    private static string? Difference(ShardPart one, ShardPart other)
    {
        if (one.Count != other.Count) return $"is one of {other.Count} shards, not of {one.Count}: fewer or more";
        if (one.Input != other.Input) return $"has another input, {other.Input},";
        if (one.InputDigest != other.InputDigest || one.Streams != other.Streams) return "has an input of other content";
        if (one.Pipeline != other.Pipeline) return $"has another pipeline, {other.Pipeline},";
        if (one.ValueKind != other.ValueKind) return "has another valueKind";
        if (one.Scores != other.Scores) return "has scores of another form (--scores)";
        if (!(one.Labels is null ? other.Labels is null : other.Labels is not null && one.Labels.SequenceEqual(other.Labels))) return "has other labels";
        if (!one.Runs.Select(run => run.Detector).SequenceEqual(other.Runs.Select(run => run.Detector), StringComparer.Ordinal))
            return $"has other detectors, {string.Join(", ", other.Runs.Select(run => run.Detector))},";
        var names = one.Settings.Keys.Union(other.Settings.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal);
        if (names.FirstOrDefault(name => one.Settings.GetValueOrDefault(name) != other.Settings.GetValueOrDefault(name)) is { } setting) return $"has another {setting}";
        return one.Runs.Zip(other.Runs).All(runs => runs.First.Signals is { } a ? runs.Second.Signals is { } b && a.Agrees(b) : runs.Second.Signals is null)
            ? null
            : "has counted other signals";
    }

    /// <summary>Every stream of every preset has to be there once.</summary>
    private static void CheckStreams(PartFolder[] folders)
    {
        foreach (var folder in folders)
        {
            var own = Enumerable.Range(0, folder.Part.Streams).Where(folder.Part.Shard.Owns).ToArray();
            if (folder.Part.Runs.Count == 0 || folder.Part.Runs.Any(run => !run.Streams.Select(stream => stream.Number).SequenceEqual(own)))
                throw new BadInputException($"{Path.Combine(folder.Path, ShardPart.FileName)}: does not hold the streams of its shard; run the shard again");
        }
    }

    private static string Few(string[] shards)
    {
        const int Named = 8;
        return string.Join(", ", shards.Take(Named)) + (shards.Length > Named ? string.Create(CultureInfo.InvariantCulture, $" and {shards.Length - Named} more") : "");
    }
}
