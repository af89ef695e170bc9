namespace SignalDetect.Backtest.Series;

/// <summary>A file of series.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Name">Its name without folder and extension: the stream's, unless its rows name streams.</param>
/// <param name="Content">Gives its rows as a file of series has them, in as many lines; null where it is one already.</param>
internal sealed record SeriesFile(string Path, string Name, Func<Stream>? Content = null)
{
    /// <summary>Rows at or after it are read as if they were not there, Unix milliseconds; by default all rows are.</summary>
    public long Until { get; init; } = long.MaxValue;

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

    /// <summary>Opens its rows, unpacked.</summary>
    /// <exception cref="BadInputException">What it holds does not fit its format.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public Stream Open() => Content?.Invoke() ?? InputFile.Open(Path);

    private static bool Fits(string path) => Extensions.Any(extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase));

    /// <summary>A file's name without folder and extension.</summary>
    public static string NameOf(string path)
    {
        var name = System.IO.Path.GetFileName(path);
        foreach (var extension in new[] { ".gz", ".csv", ".json" })
            if (name.EndsWith(extension, StringComparison.OrdinalIgnoreCase) && name.Length > extension.Length) name = name[..^extension.Length];
        return name;
    }
}
