using SignalDetect.Backtest.Labels;
using SignalDetect.Backtest.Series;

namespace SignalDetect.Backtest.Formats;

/// <summary>
/// The cloud uptime archive (github.com/atlarge-research/cloud-uptime-archive): its traces, which are failures with their severity, and its raw report counts. A
/// path is one such file, or a folder, a whole checkout too, in which every such file is found; other files in it are left alone.
/// </summary>
internal static class UptimeArchive
{
    /// <summary>The files and labels at a path.</summary>
    /// <exception cref="BadInputException">There are none, or a trace does not fit.</exception>
    public static SeriesInput Find(string path)
    {
        var alone = File.Exists(path);
        if (!alone && !Directory.Exists(path)) throw new BadInputException($"{path}: there is no such file or folder");
        var paths = alone ? [path] : Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
        var files = new List<SeriesFile>();
        var labels = new List<Label>();
        var traces = false;
        foreach (var file in paths)
        {
            var name = SeriesFile.NameOf(file);
            if (Ends(file, ".json") && CountsJson.Archive.Fits(file)) files.Add(new SeriesFile(file, name, () => CountsJson.Archive.Read(file)));
            else if ((Ends(file, ".csv") || Ends(file, ".csv.gz")) && UptimeTrace.Fits(file))
            {
                traces = true;
                files.Add(new SeriesFile(file, name, () => UptimeTrace.Read(file).Series()));
                labels.AddRange(UptimeTrace.Read(file).Labels(name));
            }
        }

        if (files.Count > 0) return new SeriesInput(files, traces ? labels : null);
        throw new BadInputException($"{path}: holds no trace (a .csv with the header '{UptimeTrace.Header}') and no report counts (a .json with \"counts\")");
    }

    private static bool Ends(string path, string extension) => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase);
}
