using System.Text.Json;
using SignalDetect.Backtest.Series;

namespace SignalDetect.Backtest.Labels;

/// <summary>Reads a file of labels; a key it does not know is left alone.</summary>
internal sealed class LabelFile
{
    private static readonly string[] Certainties = ["high", "medium", "low"];

    private readonly string path;

    private LabelFile(string path) => this.path = path;

    /// <summary>All labels, in the order of the file.</summary>
    /// <exception cref="BadInputException">The file is not there, or an entry does not fit.</exception>
    public static IReadOnlyList<Label> Read(string path)
    {
        if (!File.Exists(path)) throw new BadInputException($"{path}: there is no such file");
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            return new LabelFile(path).Read(json.RootElement);
        }
        catch (JsonException e)
        {
            throw new BadInputException(path, (e.LineNumber ?? 0) + 1, "is no JSON; an array of labels would be right");
        }
    }

    private List<Label> Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Array) throw new BadInputException($"{path}: $: must be an array of labels");
        var labels = new List<Label>();
        foreach (var entry in root.EnumerateArray()) labels.Add(Read(entry, labels.Count));
        return labels;
    }

    private Label Read(JsonElement entry, int index)
    {
        if (entry.ValueKind != JsonValueKind.Object) throw Bad(index, "", "must be an object with stream, start and end");
        if (Text(entry, index, "stream") is not { Length: > 0 } stream) throw Bad(index, ".stream", "is required: the name of a stream");
        var start = Time(entry, index, "start") ?? throw Missing(index, "start");
        var end = Time(entry, index, "end") ?? throw Missing(index, "end");
        var earliest = Time(entry, index, "startEarliest") ?? start;
        var latest = Time(entry, index, "startLatest") ?? start;
        Time(entry, index, "acknowledged");
        if (end < start) throw Bad(index, ".end", "must not be before start");
        if (earliest > start) throw Bad(index, ".startEarliest", "must not be after start");
        if (latest < start) throw Bad(index, ".startLatest", "must not be before start");
        Text(entry, index, "source");
        if (Text(entry, index, "certainty") is { } certainty && !Certainties.Contains(certainty))
            throw Bad(index, ".certainty", $"must be one of {string.Join(", ", Certainties)}, not '{certainty}'");
        return new Label(stream, start, end, earliest, latest);
    }

    private long? Time(JsonElement entry, int index, string field)
    {
        if (Text(entry, index, field) is not { } text) return null;
        return SeriesTime.TryParse(System.Text.Encoding.UTF8.GetBytes(text), out var time)
            ? time
            : throw Bad(index, "." + field, $"must be a time of RFC 3339, as 2026-01-25T19:00:00Z, not '{text}'");
    }

    private string? Text(JsonElement entry, int index, string field)
    {
        if (!entry.TryGetProperty(field, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        return value.ValueKind == JsonValueKind.String ? value.GetString() : throw Bad(index, "." + field, "must be a string");
    }

    private BadInputException Missing(int index, string field) => Bad(index, "." + field, "is required: a time of RFC 3339");

    private BadInputException Bad(int index, string field, string complaint) => new(FormattableString.Invariant($"{path}: $[{index}]{field}: {complaint}"));
}
