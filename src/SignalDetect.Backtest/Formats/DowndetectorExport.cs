using SignalDetect.Backtest.Labels;
using SignalDetect.Backtest.Series;

namespace SignalDetect.Backtest.Formats;

/// <summary>
/// Report counts as Downdetector shows them: a .csv with the columns of <see cref="DowndetectorColumns"/>, for one service (then named after the file) or several,
/// or a .json <c>{"reports": [{"date", "value"}], "baseline": [...]}</c> for one service; or a folder of such files. Its baseline is another system's expectation
/// and is not used. Where a column says what was announced, each announcement is a label, with its own time as <c>acknowledged</c>.
/// </summary>
internal static class DowndetectorExport
{
    private static readonly string[] Extensions = [".csv", ".csv.gz", ".json"];

    /// <summary>The files and labels at a path.</summary>
    /// <exception cref="BadInputException">There are none, or one does not fit.</exception>
    public static SeriesInput Find(string path)
    {
        if (!File.Exists(path) && !Directory.Exists(path)) throw new BadInputException($"{path}: there is no such file or folder");
        string[] paths = File.Exists(path) ? [path] : [.. Directory.EnumerateFiles(path).Where(Fits).Order(StringComparer.Ordinal)];
        if (paths.Length == 0) throw new BadInputException($"{path}: the folder holds no file {string.Join(" or ", Extensions.Select(one => "*" + one))}");
        var announced = paths.Where(file => !IsJson(file)).Select(DowndetectorCsv.Announcements).OfType<IReadOnlyList<Label>>().ToArray();
        return new SeriesInput([.. paths.Select(FileOf)], announced.Length > 0 ? [.. announced.SelectMany(one => one)] : null);
    }

    private static SeriesFile FileOf(string path) =>
        new(path, SeriesFile.NameOf(path), IsJson(path) ? () => CountsJson.Downdetector.Read(path) : () => DowndetectorCsv.Series(path));

    private static bool Fits(string path) => Extensions.Any(extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase));

    private static bool IsJson(string path) => path.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
}
