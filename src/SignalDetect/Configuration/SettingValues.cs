namespace SignalDetect.Configuration;

/// <summary>The value of a setting, and where it stands: a file's name, or an environment variable's.</summary>
internal readonly record struct SettingValue(string Text, string Where);

/// <summary>The settings of one pipeline by path, the environment's over the file's. Whatever does not fit is a <see cref="ConfigurationException"/>.</summary>
internal sealed class SettingValues(string file)
{
    private readonly SortedDictionary<string, SettingValue> values = new(StringComparer.Ordinal);

    /// <summary>The pipeline's file, as the caller named it.</summary>
    public string File => file;

    /// <summary>Sets a value, over one that stands there already.</summary>
    public void Set(string path, SettingValue value) => values[path] = value;

    /// <summary>The value of a setting; null where it is not set.</summary>
    public SettingValue? Find(string path) => values.TryGetValue(path, out var value) ? value : null;

    /// <summary>The text of a setting; null where it is not set.</summary>
    public string? Text(string path)
    {
        if (Find(path) is not { } value) return null;
        if (value.Text.Trim().Length == 0) throw Wrong(path, "must not be empty");
        return value.Text;
    }

    /// <summary>One of a few words.</summary>
    public string Word(string path, string standard, params ReadOnlySpan<string> words)
    {
        var text = Text(path) ?? standard;
        return words.Contains(text) ? text : throw Wrong(path, $"is \"{text}\" and must be {string.Join(" or ", words!)}");
    }

    /// <summary>A span of time between two bounds, both included.</summary>
    public TimeSpan Span(string path, string standard, string least, string most)
    {
        if (!Duration.TryParse(Text(path) ?? standard, out var span)) throw Wrong(path, $"is \"{Text(path)}\" and must be {Duration.Form}");
        Duration.TryParse(least, out var from);
        Duration.TryParse(most, out var to);
        return span >= from && span <= to ? span : throw Wrong(path, $"is {Text(path)} and must be from {least} to {most}");
    }

    /// <summary>The settings below a path, by the rest of their paths, in ordinal order.</summary>
    public IReadOnlyDictionary<string, string> Below(string path) =>
        values.Where(pair => pair.Key.StartsWith(path + '.', StringComparison.Ordinal)).ToDictionary(pair => pair.Key[(path.Length + 1)..], pair => pair.Value.Text);

    /// <summary>What is wrong with a setting, with the place where it stands.</summary>
    public ConfigurationException Wrong(string path, string message) =>
        Find(path) is { } value && value.Where != file ? new($"{value.Where}: {message}") : new($"{file}: {path}: {message}");
}
