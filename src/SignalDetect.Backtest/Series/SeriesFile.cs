namespace SignalDetect.Backtest.Series;

/// <summary>A file of series.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Name">Its name without folder and extension: the stream's, unless its rows name streams.</param>
internal sealed record SeriesFile(string Path, string Name)
{
    private static readonly string[] Extensions = [".csv", ".csv.gz"];

    /// <summary>The files that a path means: itself, or a folder's in ordinal order of their names.</summary>
    /// <exception cref="BadInputException">There is nothing, or two files would be one stream.</exception>
    public static IReadOnlyList<SeriesFile> Of(string path)
    {
        if (File.Exists(path)) return [new SeriesFile(path, NameOf(path))];
        if (!Directory.Exists(path)) throw new BadInputException($"{path}: there is no such file or folder");
        var files = Directory.EnumerateFiles(path).Where(Fits).Order(StringComparer.Ordinal).Select(file => new SeriesFile(file, NameOf(file))).ToArray();
        if (files.Length == 0) throw new BadInputException($"{path}: the folder holds no file {string.Join(" or ", Extensions.Select(one => "*" + one))}");
        return files;
    }

    private static bool Fits(string path) => Extensions.Any(extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase));

    private static string NameOf(string path)
    {
        var name = System.IO.Path.GetFileName(path);
        foreach (var extension in new[] { ".gz", ".csv" })
            if (name.EndsWith(extension, StringComparison.OrdinalIgnoreCase) && name.Length > extension.Length) name = name[..^extension.Length];
        return name;
    }
}
