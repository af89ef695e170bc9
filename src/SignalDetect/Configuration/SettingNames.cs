namespace SignalDetect.Configuration;

/// <summary>The settings that a pipeline file may have, by path.</summary>
internal static class SettingNames
{
    /// <summary>Below it stand the Kafka client's own settings, under their own names.</summary>
    public const string KafkaSettings = "kafka.settings";

    /// <summary>Every setting but those below <see cref="KafkaSettings"/>, in the order in which README and schema list them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "name", "kafka.bootstrap", "kafka.group", "kafka.topic", "store.kind", "store.connection", "store.retention.minutes", "store.retention.quarterHours",
        "store.retention.hours", "preset", "model", "catalogue", "engine", "valueKind", "lateness", "dedupe",
    ];

    /// <summary>True for a path that has settings below it.</summary>
    public static bool IsGroup(string path) => path == KafkaSettings || All.Any(name => name.StartsWith(path + '.', StringComparison.Ordinal));

    /// <summary>True for a setting.</summary>
    public static bool IsSetting(string path) => All.Contains(path) || path.StartsWith(KafkaSettings + '.', StringComparison.Ordinal);

    /// <summary>What a message adds about an unknown path: the setting that was probably meant, or all that there are at its place.</summary>
    public static string Hint(string path)
    {
        var near = All.Append(KafkaSettings).Select(name => (Name: name, Distance: Distance(path, name))).MinBy(pair => pair.Distance);
        if (near.Distance <= 2 || near.Distance * 6 <= near.Name.Length) return $"did you mean {near.Name}?";
        var leaf = path[(path.LastIndexOf('.') + 1)..];
        var elsewhere = All.FirstOrDefault(name => name.EndsWith('.' + leaf, StringComparison.OrdinalIgnoreCase));
        if (elsewhere is not null) return $"did you mean {elsewhere}?";
        var parent = path.Contains('.', StringComparison.Ordinal) ? path[..(path.LastIndexOf('.') + 1)] : "";
        var siblings = All.Append(KafkaSettings).Where(name => name.StartsWith(parent, StringComparison.Ordinal))
            .Select(name => parent + name[parent.Length..].Split('.')[0]).Distinct().Order(StringComparer.Ordinal).ToArray();
        return siblings.Length == 0 ? $"known are {string.Join(", ", All)}" : $"known are {string.Join(", ", siblings)}";
    }

    /// <summary>Levenshtein's distance, letters compared in any case but counted as half a change where only the case differs.</summary>
    private static double Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).Select(i => (double)i).ToArray();
        for (var i = 0; i < one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i + 1;
            for (var j = 0; j < other.Length; j++)
            {
                var change = one[i] == other[j] ? 0 : char.ToLowerInvariant(one[i]) == char.ToLowerInvariant(other[j]) ? 0.5 : 1;
                (diagonal, row[j + 1]) = (row[j + 1], Math.Min(diagonal + change, Math.Min(row[j], row[j + 1]) + 1));
            }
        }

        return row[^1];
    }
}
