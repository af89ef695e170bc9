using System.Text.Json;

namespace SignalDetect.Backtest.Formats;

/// <summary>
/// Report counts as JSON: an array of points under one key, each a time and a value, in the two forms in which they are found. Raw files of the cloud uptime
/// archive have <c>{"counts": [{"x": time, "y": value}]}</c>, Downdetector's readers <c>{"reports": [{"date": time, "value": value}], "baseline": [...]}</c>.
/// </summary>
/// <param name="Key">The array's key.</param>
/// <param name="Time">The key of a point's time.</param>
/// <param name="Value">The key of a point's value.</param>
internal sealed record CountsJson(string Key, string Time, string Value)
{
    /// <summary>Raw report counts of the cloud uptime archive.</summary>
    public static CountsJson Archive { get; } = new("counts", "x", "y");

    /// <summary>What reads Downdetector's pages.</summary>
    public static CountsJson Downdetector { get; } = new("reports", "date", "value");

    /// <summary>True when a file seems to have this form.</summary>
    public bool Fits(string path)
    {
        Span<byte> head = stackalloc byte[4096];
        using var file = File.OpenRead(path);
        var text = head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        return text.TrimStart(" \t\r\n"u8).StartsWith("{"u8) && text.IndexOf(System.Text.Encoding.ASCII.GetBytes($"\"{Key}\"")) >= 0;
    }

    /// <summary>The points as a series.</summary>
    /// <exception cref="BadInputException">One does not fit.</exception>
    public Stream Read(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            if (json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty(Key, out var points) || points.ValueKind != JsonValueKind.Array)
                throw new BadInputException($"{path}: $.{Key}: must be an array of points {{\"{Time}\": time, \"{Value}\": value}}");
            var series = new SeriesWriter();
            foreach (var (index, point) in points.EnumerateArray().Index()) series.Add(TimeOf(path, index, point), ValueOf(path, index, point));
            return series.Read();
        }
        catch (JsonException e)
        {
            throw new BadInputException(path, (e.LineNumber ?? 0) + 1, "is no JSON");
        }
    }

    private string TimeOf(string path, int index, JsonElement point)
    {
        if (point.ValueKind == JsonValueKind.Object && point.TryGetProperty(Time, out var time) && time.ValueKind == JsonValueKind.String) return time.GetString()!;
        throw new BadInputException(FormattableString.Invariant($"{path}: $.{Key}[{index}].{Time}: must be a time of RFC 3339"));
    }

    private string ValueOf(string path, int index, JsonElement point)
    {
        if (point.TryGetProperty(Value, out var value))
        {
            if (value.ValueKind == JsonValueKind.Number) return value.GetRawText();
            if (value.ValueKind == JsonValueKind.Null) return "";
        }

        throw new BadInputException(FormattableString.Invariant($"{path}: $.{Key}[{index}].{Value}: must be a number, or null where nothing was collected"));
    }
}
