using System.Text.Json;
using SignalDetect.Backtest.Series;

namespace SignalDetect.Backtest.Labels;

/// <summary>Reads labels: an array, or a model file whose <c>labels</c> is one, or a folder of such files. A key it does not know is left alone.</summary>
internal sealed class LabelFile
{
    /// <summary>What the <c>format</c> of a model file of labels says.</summary>
    public const string Format = "signaldetect-outages";

    /// <summary>The version that is read.</summary>
    public const int Version = 1;

    private static readonly string[] Certainties = ["high", "medium", "low"];

    private readonly string path;
    private readonly byte[] text;

    private LabelFile(string path) => (this.path, text) = (path, File.ReadAllBytes(path));

    /// <summary>All labels, in the order of the file; of a folder file after file, by name.</summary>
    /// <exception cref="BadInputException">The file is not there, or an entry does not fit.</exception>
    public static IReadOnlyList<Label> Read(string path)
    {
        if (Directory.Exists(path)) return [.. Inside(path).SelectMany(Read)];
        if (!File.Exists(path)) throw new BadInputException($"{path}: there is no such file");
        try
        {
            return new LabelFile(path).Read();
        }
        catch (JsonException e)
        {
            throw new BadInputException(path, (e.LineNumber ?? 0) + 1, "is no JSON; an array of labels would be right");
        }
    }

    private static string[] Inside(string folder)
    {
        var files = Directory.EnumerateFiles(folder, "*.json").Where(file => !file.EndsWith(".schema.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToArray();
        return files.Length > 0 ? files : throw new BadInputException($"{folder}: the folder holds no file *.json of labels");
    }

    private List<Label> Read()
    {
        using var json = JsonDocument.Parse(text);
        var entries = Entries(json.RootElement);
        var labels = new List<Label>();
        foreach (var entry in entries.EnumerateArray()) labels.Add(Read(entry, labels.Count));
        return labels;
    }

    private JsonElement Entries(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Array) return root;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("format", out var format))
            throw new BadInputException(path, 1, "$: must be an array of labels");
        if (format.ValueKind != JsonValueKind.String || !format.ValueEquals(Format)) throw new BadInputException(path, 1, $"$.format: must be \"{Format}\"");
        if (!root.TryGetProperty("version", out var version) || version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out var number) || number != Version)
            throw new BadInputException(path, 1, $"$.version: must be {Version}");
        return root.TryGetProperty("labels", out var labels) && labels.ValueKind == JsonValueKind.Array
            ? labels
            : throw new BadInputException(path, 1, "$.labels: must be an array of labels");
    }

    private Label Read(JsonElement entry, int index)
    {
        if (entry.ValueKind != JsonValueKind.Object) throw Bad(index, "", "must be an object with stream, start and end");
        if (Text(entry, index, "stream") is not { Length: > 0 } stream) throw Bad(index, ".stream", "is required: the name of a stream");
        var start = Time(entry, index, "start") ?? throw Missing(index, "start");
        var end = Time(entry, index, "end") ?? throw Missing(index, "end");
        var earliest = Time(entry, index, "startEarliest") ?? start;
        var latest = Time(entry, index, "startLatest") ?? start;
        if (end < start) throw Bad(index, ".end", "must not be before start");
        if (earliest > start) throw Bad(index, ".startEarliest", "must not be after start");
        if (latest < start) throw Bad(index, ".startLatest", "must not be before start");
        return new Label(
            stream, start, end, earliest, latest, Time(entry, index, "acknowledged"), CertaintyOf(entry, index), Text(entry, index, "source"));
    }

    private Certainty? CertaintyOf(JsonElement entry, int index)
    {
        if (Text(entry, index, "certainty") is not { } said) return null;
        var place = Array.IndexOf(Certainties, said);
        return place >= 0 ? (Certainty)place : throw Bad(index, ".certainty", $"must be one of {string.Join(", ", Certainties)}, not '{said}'");
    }

    private long? Time(JsonElement entry, int index, string field)
    {
        if (Text(entry, index, field) is not { } said) return null;
        return SeriesTime.TryParse(System.Text.Encoding.UTF8.GetBytes(said), out var time)
            ? time
            : throw Bad(index, "." + field, $"must be a time of RFC 3339, as 2026-01-25T19:00:00Z, not '{said}'");
    }

    private string? Text(JsonElement entry, int index, string field)
    {
        if (!entry.TryGetProperty(field, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        return value.ValueKind == JsonValueKind.String ? value.GetString() : throw Bad(index, "." + field, "must be a string");
    }

    private BadInputException Missing(int index, string field) => Bad(index, "." + field, "is required: a time of RFC 3339");

    private BadInputException Bad(int index, string field, string complaint) =>
        new(path, EntryLine.Of(text, index), FormattableString.Invariant($"$[{index}]{field}: {complaint}"));
}
