using System.Text;

namespace SignalDetect.Backtest.Series;

/// <summary>A first reading of a file: every row is checked, and each stream's step is found, before anything is judged.</summary>
/// <param name="File">The file.</param>
/// <param name="Streams">Its streams in the order of their first rows; of a file <c>timestamp,value</c> the one, even where it has no row.</param>
internal sealed record SeriesSurvey(SeriesFile File, IReadOnlyList<SeriesStream> Streams)
{
    /// <summary>The file's number among all files of the input.</summary>
    public int Number { get; init; }

    /// <summary>True where its rows name streams, so that every shard has to read it.</summary>
    public bool HasStreams { get; init; }

    /// <summary>A file as far as its header tells: of one stream, that stream, not yet read; of several, none.</summary>
    /// <exception cref="BadInputException">The header does not fit.</exception>
    public static SeriesSurvey OfHeader(SeriesFile file)
    {
        using var reader = SeriesReader.Open(file);
        return new SeriesSurvey(file, reader.HasStreams ? [] : [new SeriesStream(file.Name, 0, 0, 0, 0) { IsOwn = false }]) { HasStreams = reader.HasStreams };
    }

    /// <summary>Reads the file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="kind">What its values are.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <param name="scoredFrom">Rows before it are left out, Unix milliseconds.</param>
    /// <exception cref="BadInputException">A row does not fit.</exception>
    public static SeriesSurvey Of(SeriesFile file, ValueKind kind, CancellationToken cancel, long scoredFrom = long.MinValue)
    {
        using var reader = SeriesReader.Open(file);
        var found = new StreamTable();
        var gathered = new List<Gathered>();
        if (!reader.HasStreams) gathered.Add(new Gathered(file.Name));
        while (reader.Read(out var row))
        {
            var number = reader.HasStreams ? found.Number(row.Stream) : 0;
            if (number == gathered.Count) gathered.Add(new Gathered(Encoding.UTF8.GetString(row.Stream)));
            gathered[number].Add(row, reader, scoredFrom);
            if (kind == ValueKind.Counts && (row.Value < 0 || row.Value != Math.Floor(row.Value)) && !double.IsNaN(row.Value))
                throw reader.Bad($"value: {Encoding.UTF8.GetString(row.Text)} is no count; counts are whole and not negative (the pipeline's valueKind is counts)");
            if ((reader.Line & 0xFFFF) == 0) cancel.ThrowIfCancellationRequested();
        }

        return new SeriesSurvey(file, [.. gathered.Select(stream => stream.Found())]) { HasStreams = reader.HasStreams };
    }

    private sealed class Gathered(string name)
    {
        private readonly StepFinder steps = new();
        private long rows;
        private long first;
        private long last;
        private long leftOut;

        public void Add(in SeriesRow row, SeriesReader reader, long scoredFrom)
        {
            if (row.Time < scoredFrom) leftOut++;
            if (rows++ == 0) first = last = row.Time;
            if (row.Time < last)
                throw reader.Bad($"timestamp: {Encoding.UTF8.GetString(row.Timestamp)} is before the row before it; the rows of a stream go forward in time");
            steps.Add(row.Time - last);
            last = row.Time;
        }

        public SeriesStream Found() => new(name, rows, first, last, steps.Seconds(), leftOut);
    }
}
