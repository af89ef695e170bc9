namespace SignalDetect.Backtest.Scores;

/// <summary>Rows of a shard that stand next to each other in the whole run's scores.</summary>
/// <param name="Place">Where the first of them stands in its chunk.</param>
/// <param name="Rows">How many there are.</param>
/// <param name="Bytes">The length of their lines.</param>
internal readonly record struct RowSpan(long Place, int Rows, int Bytes);

/// <summary>Where the rows of one chunk of a shard stand among those of the whole run: by file, then by chunk of it, then by place in that.</summary>
/// <param name="file">Number of the file.</param>
/// <param name="chunk">Number of the chunk in the file.</param>
internal sealed class RowPlaces(int file, int chunk)
{
    private readonly List<RowSpan> spans = [];

    public int File => file;

    public int Chunk => chunk;

    /// <summary>The rows in their order.</summary>
    public IReadOnlyList<RowSpan> Spans => spans;

    /// <summary>Adds the next row.</summary>
    /// <param name="place">Where it stands in the chunk.</param>
    /// <param name="bytes">The length of its line.</param>
    public void Add(long place, int bytes)
    {
        if (spans.Count > 0 && spans[^1] is var last && last.Place + last.Rows == place) spans[^1] = last with { Rows = last.Rows + 1, Bytes = last.Bytes + bytes };
        else spans.Add(new RowSpan(place, 1, bytes));
    }

    /// <summary>Writes it.</summary>
    public void Save(BinaryWriter to)
    {
        to.Write7BitEncodedInt(file);
        to.Write7BitEncodedInt(chunk);
        to.Write7BitEncodedInt(spans.Count);
        var reached = 0L;
        foreach (var span in spans)
        {
            to.Write7BitEncodedInt64(span.Place - reached);
            to.Write7BitEncodedInt(span.Rows);
            to.Write7BitEncodedInt(span.Bytes);
            reached = span.Place + span.Rows;
        }
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="EndOfStreamException">It breaks off.</exception>
    /// <exception cref="FormatException">It is none.</exception>
    public static RowPlaces Load(BinaryReader from)
    {
        var places = new RowPlaces(from.Read7BitEncodedInt(), from.Read7BitEncodedInt());
        var reached = 0L;
        for (var left = from.Read7BitEncodedInt(); left > 0; left--)
        {
            var span = new RowSpan(reached + from.Read7BitEncodedInt64(), from.Read7BitEncodedInt(), from.Read7BitEncodedInt());
            places.spans.Add(span);
            reached = span.Place + span.Rows;
        }

        return places;
    }
}
