namespace SignalDetect.Configuration;

/// <summary>The files that come with the program: <c>models/</c> and <c>pipelines/</c> stand beside it.</summary>
internal static class ProgramFiles
{
    /// <summary>A file or folder that comes with the program.</summary>
    public static string Path(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([AppContext.BaseDirectory, .. parts]);

    /// <summary>A file: as it is named from the working folder, or else beside the program; null where it is in neither.</summary>
    public static string? Find(string path) => File.Exists(path) ? path : File.Exists(Path(path)) ? Path(path) : null;

    /// <summary>The file of a preset: a name in <c>models/presets</c>, or a path.</summary>
    /// <param name="named">What the caller wrote.</param>
    /// <param name="where">What names it in a message: a setting or an option.</param>
    public static string Preset(string named, string where)
    {
        var isPath = named.Contains('/', StringComparison.Ordinal) || named.Contains('\\', StringComparison.Ordinal) || named.EndsWith(".json", StringComparison.Ordinal);
        var found = isPath ? Find(named) : Find(System.IO.Path.Combine("models", "presets", named + ".json"));
        if (found is not null) return found;
        var folder = Path("models", "presets");
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json") : [];
        var known = files.Select(file => System.IO.Path.GetFileNameWithoutExtension(file)).Where(name => !name.EndsWith(".schema", StringComparison.Ordinal));
        throw new ConfigurationException($"{where}: there is no preset \"{named}\"; known are {string.Join(", ", known.Order(StringComparer.Ordinal))}, or the path of a preset file");
    }
}
