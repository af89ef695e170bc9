using System.Text;

namespace SignalDetect.Backtest.Series;

/// <summary>Reads a file of series row by row: <c>timestamp,value</c> or <c>timestamp,stream,value</c>, plain or gzip. Blank lines are none.</summary>
internal sealed class SeriesReader : IDisposable
{
    private const string OneStream = "timestamp,value";
    private const string ManyStreams = "timestamp,stream,value";

    private const int LongestLine = 1 << 20;

    /// <summary>The squares of values and the squares' sums stay finite.</summary>
    private const double Largest = 1e100;

    private readonly string path;
    private readonly Lines lines;
    private readonly int columns;
    private readonly long until;

    private SeriesReader(SeriesFile file, Lines lines)
    {
        path = file.Path;
        until = file.Until;
        this.lines = lines;
        columns = ReadHeader();
    }

    /// <summary>True where each row names its stream.</summary>
    public bool HasStreams => columns == 3;

    /// <summary>Number of the last row's line, counted from 1.</summary>
    public long Line => lines.Number;

    /// <summary>Bytes read so far, after unpacking.</summary>
    public long Bytes => lines.Bytes;

    /// <summary>Opens a file and reads its header.</summary>
    /// <exception cref="BadInputException">The header is not there or another.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static SeriesReader Open(SeriesFile file)
    {
        var lines = new Lines(file.Open(), LongestLine);
        try
        {
            return new SeriesReader(file, lines);
        }
        catch
        {
            lines.Dispose();
            throw;
        }
    }

    /// <summary>The next row, valid until the one after; false at the end.</summary>
    /// <exception cref="BadInputException">The row does not fit.</exception>
    public bool Read(out SeriesRow row)
    {
        while (ReadLine(out var line))
        {
            if (line.IsEmpty) continue;
            var fields = CsvFields.Of(line);
            if (fields.Count != columns) throw Bad($"has {fields.Count} columns, not the {columns} of the header '{(HasStreams ? ManyStreams : OneStream)}'");
            row = Parse(fields);
            if (row.Time >= until) continue;
            return true;
        }

        row = default;
        return false;
    }

    /// <summary>An error at the last row.</summary>
    public BadInputException Bad(string complaint) => new(path, lines.Number, complaint);

    /// <summary>Closes the file.</summary>
    public void Dispose() => lines.Dispose();

    private SeriesRow Parse(CsvFields fields)
    {
        var text = HasStreams ? fields.Third : fields.Second;
        var stream = HasStreams ? fields.Second : default;
        if (!SeriesTime.TryParse(fields.First, out var time))
            throw Bad($"timestamp: '{Quote(fields.First)}' is no time; RFC 3339 or 'yyyy-MM-dd HH:mm:ss' (UTC) would be");
        var value = double.NaN;
        if (!text.IsEmpty && !SeriesNumber.TryParse(text, out value))
            throw Bad($"value: '{Quote(text)}' is no finite decimal number; where nothing was collected it is empty");
        if (Math.Abs(value) > Largest) throw Bad($"value: '{Quote(text)}' is beyond 1e100, the largest that is judged");
        if (HasStreams && (stream.IsEmpty || !System.Text.Unicode.Utf8.IsValid(stream))) throw Bad("stream: must be a name in UTF-8, not empty");
        return new SeriesRow { Timestamp = fields.First, Stream = stream, Text = text, Time = time, Value = value };
    }

    private int ReadHeader()
    {
        if (!ReadLine(out var line)) throw new BadInputException(path, 1, $"the file is empty; its first line must be the header '{OneStream}' or '{ManyStreams}'");
        var fields = CsvFields.Of(line);
        if (fields.Count == 2 && fields.First.SequenceEqual("timestamp"u8) && fields.Second.SequenceEqual("value"u8)) return 2;
        if (fields.Count == 3 && fields.First.SequenceEqual("timestamp"u8) && fields.Second.SequenceEqual("stream"u8) && fields.Third.SequenceEqual("value"u8))
            return 3;
        throw Bad($"header: must be '{OneStream}' or '{ManyStreams}', not '{Quote(line)}'");
    }

    private bool ReadLine(out ReadOnlySpan<byte> line)
    {
        try
        {
            if (!lines.Read(out line)) return false;
        }
        catch (InvalidDataException e)
        {
            throw new BadInputException(path, lines.Number + 1, $"the gzip stream is damaged: {e.Message}");
        }

        if (lines.TooLong) throw Bad($"a line is longer than {LongestLine} bytes");
        if (lines.Number == 1 && line.StartsWith("\uFEFF"u8)) line = line[3..];
        if (line.EndsWith("\r"u8)) line = line[..^1];
        return true;
    }

    private static string Quote(ReadOnlySpan<byte> text)
    {
        const int Shown = 60;
        var whole = Encoding.UTF8.GetString(text[..Math.Min(text.Length, Shown)]);
        return string.Concat(whole.Select(c => char.IsControl(c) ? '?' : c)) + (text.Length > Shown ? "..." : "");
    }
}
