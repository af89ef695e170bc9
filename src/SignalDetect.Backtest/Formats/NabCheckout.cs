using System.Text;
using System.Text.Json;
using SignalDetect.Backtest.Labels;
using SignalDetect.Backtest.Series;

namespace SignalDetect.Backtest.Formats;

/// <summary>
/// A checkout of the Numenta Anomaly Benchmark (github.com/numenta/NAB): <c>data/GROUP/NAME.csv</c>, each the stream <c>GROUP_NAME</c>, and
/// <c>labels/combined_windows.json</c>, whose windows are labels.
/// </summary>
internal static class NabCheckout
{
    private const string Source = "NAB window";

    /// <summary>The files and labels of a checkout.</summary>
    /// <exception cref="BadInputException">The path is none, or its windows do not fit.</exception>
    public static SeriesInput Find(string path)
    {
        var data = Path.Combine(path, "data");
        if (!Directory.Exists(data)) throw new BadInputException($"{path}: is no NAB checkout; it has no folder data");
        var files = Directory.EnumerateDirectories(data).SelectMany(Group).OrderBy(file => file.Name, StringComparer.Ordinal).ToArray();
        if (files.Length == 0) throw new BadInputException($"{path}: is no NAB checkout; it has no file data/*/*.csv");
        return new SeriesInput(files, Windows(Path.Combine(path, "labels", "combined_windows.json")));
    }

    private static IEnumerable<SeriesFile> Group(string folder) =>
        Directory.EnumerateFiles(folder, "*.csv").Select(file => new SeriesFile(file, $"{Path.GetFileName(folder)}_{SeriesFile.NameOf(file)}"));

    private static List<Label> Windows(string path)
    {
        if (!File.Exists(path)) throw new BadInputException($"{path}: there is no such file; a NAB checkout has its labels there");
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            if (json.RootElement.ValueKind != JsonValueKind.Object) throw new BadInputException($"{path}: $: must be an object of windows by file");
            return [.. json.RootElement.EnumerateObject().SelectMany(file => WindowsOf(path, file))];
        }
        catch (JsonException e)
        {
            throw new BadInputException(path, (e.LineNumber ?? 0) + 1, "is no JSON; an object of windows by file would be right");
        }
    }

    private static IEnumerable<Label> WindowsOf(string path, JsonProperty file)
    {
        var stream = (file.Name.EndsWith(".csv", StringComparison.Ordinal) ? file.Name[..^4] : file.Name).Replace('/', '_');
        if (file.Value.ValueKind != JsonValueKind.Array) throw Bad("must be an array of windows");
        foreach (var window in file.Value.EnumerateArray())
        {
            if (window.ValueKind != JsonValueKind.Array || window.GetArrayLength() != 2 || Time(window[0]) is not { } start || Time(window[1]) is not { } end || end < start)
                throw Bad("a window must be its first and its last time, such as [\"2014-04-10 07:15:00.000000\", \"2014-04-11 16:45:00.000000\"]");
            yield return new Label(stream, start, end, start, start, null, Certainty.Medium, Source);
        }

        BadInputException Bad(string complaint) => new($"{path}: $[\"{file.Name}\"]: {complaint}");
    }

    private static long? Time(JsonElement text) =>
        text.ValueKind == JsonValueKind.String && SeriesTime.TryParse(Encoding.UTF8.GetBytes(text.GetString()!), out var time) ? time : null;
}
