using System.Text;
using SignalDetect.Backtest.Labels;
using SignalDetect.Backtest.Series;

namespace SignalDetect.Backtest.Formats;

/// <summary>A .csv of an export, row by row.</summary>
internal static class DowndetectorCsv
{
    private const string Problems = "danger";
    private const string Source = "announced";

    /// <summary>An alert up to so long before an announcement is about it, milliseconds.</summary>
    private const long BeforeMs = 2 * 3_600_000;

    private static readonly string[] Statuses = ["success", "warning", Problems];

    /// <summary>Its rows as a file of series, in as many lines.</summary>
    /// <exception cref="BadInputException">A row does not fit.</exception>
    public static Stream Series(string path)
    {
        var text = new StringBuilder();
        foreach (var (columns, fields) in Rows(path))
        {
            if (text.Length == 0) text.Append(columns.Service < 0 ? "timestamp,value\n" : "timestamp,stream,value\n");
            else if (fields is null) text.Append('\n');
            else if (columns.Service < 0) text.Append(fields[columns.Time]).Append(',').Append(fields[columns.Reports]).Append('\n');
            else text.Append(fields[columns.Time]).Append(',').Append(Quoted(fields[columns.Service])).Append(',').Append(fields[columns.Reports]).Append('\n');
        }

        return new MemoryStream(Encoding.UTF8.GetBytes(text.ToString()), writable: false);
    }

    /// <summary>What it says was announced; null where it has no column for that.</summary>
    /// <exception cref="BadInputException">A row does not fit.</exception>
    public static IReadOnlyList<Label>? Announcements(string path)
    {
        var labels = new List<Label>();
        var open = new Dictionary<string, int>(StringComparer.Ordinal);
        var line = 0;
        foreach (var (columns, fields) in Rows(path))
        {
            line++;
            if (columns.Status < 0) return null;
            if (fields is null) continue;
            var stream = columns.Service < 0 ? SeriesFile.NameOf(path) : fields[columns.Service];
            if (!string.Equals(fields[columns.Status], Problems, StringComparison.OrdinalIgnoreCase)) open.Remove(stream);
            else if (!SeriesTime.TryParse(Encoding.UTF8.GetBytes(fields[columns.Time]), out var time))
                throw new BadInputException(path, line, $"timestamp: '{fields[columns.Time]}' is no time; RFC 3339 or 'yyyy-MM-dd HH:mm:ss' (UTC) would be");
            else if (open.TryGetValue(stream, out var label)) labels[label] = labels[label] with { End = Math.Max(time, labels[label].End) };
            else
            {
                open[stream] = labels.Count;
                labels.Add(new Label(stream, time, time, time - BeforeMs, time, time, Certainty.Medium, Source));
            }
        }

        return labels;
    }

    /// <summary>Its lines: the header and blank lines as null, the others as their fields.</summary>
    private static IEnumerable<(DowndetectorColumns Columns, List<string>? Fields)> Rows(string path)
    {
        using var reader = new StreamReader(InputFile.Open(path), Encoding.UTF8);
        var columns = DowndetectorColumns.Of(path, reader.ReadLine() ?? "");
        yield return (columns, null);
        for (var number = 2; reader.ReadLine() is { } line; number++)
            yield return (columns, line.Length == 0 ? null : Checked(path, number, columns, DowndetectorColumns.Split(line)));
    }

    private static List<string> Checked(string path, int line, DowndetectorColumns columns, List<string> fields)
    {
        if (fields.Count != columns.Count) throw new BadInputException(path, line, $"has {fields.Count} columns, not the {columns.Count} of the header");
        if (columns.Baseline >= 0 && fields[columns.Baseline] is { Length: > 0 } baseline && !SeriesNumber.TryParse(Encoding.UTF8.GetBytes(baseline), out _))
            throw new BadInputException(path, line, $"baseline: '{baseline}' is no number");
        if (columns.Status >= 0 && !Statuses.Contains(fields[columns.Status].ToLowerInvariant()))
            throw new BadInputException(path, line, $"status: '{fields[columns.Status]}' must be one of {string.Join(", ", Statuses)}");
        return fields;
    }

    private static string Quoted(string field) => field.AsSpan().ContainsAny(",\"") ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;
}
