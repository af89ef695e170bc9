using SignalDetect.Backtest.Scores;

namespace SignalDetect.Backtest.Shards;

/// <summary>The scores of one shard, chunk by chunk of the whole run's.</summary>
internal sealed class PartScores : IDisposable
{
    private readonly string path;
    private readonly Stream lines;
    private readonly Stream placesFile;
    private readonly BinaryReader places;
    private byte[] text = [];
    private bool begun;

    /// <param name="folder">The shard, of a form with scores.</param>
    public PartScores(PartFolder folder)
    {
        path = folder.Scores!;
        var placesPath = Path.Combine(folder.Path, ShardPart.PlacesName);
        if (!File.Exists(path) || !File.Exists(placesPath)) throw Damaged();
        lines = new BufferedStream(InputFile.Open(path), 1 << 16);
        placesFile = new BufferedStream(File.OpenRead(placesPath), 1 << 16);
        places = new BinaryReader(placesFile);
    }

    /// <summary>Where the rows of the next chunk stand; null before the first and behind the last one.</summary>
    public RowPlaces? Next { get; private set; }

    /// <summary>The lines of the next chunk.</summary>
    public ReadOnlySpan<byte> Text(int start, int length) => text.AsSpan(start, length);

    /// <summary>Goes on to the next chunk.</summary>
    /// <exception cref="BadInputException">The scores do not fit their places.</exception>
    public void Advance()
    {
        try
        {
            if (!begun) Read(ScoreLines.Header.Length);
            begun = true;
            var first = placesFile.ReadByte();
            if (first < 0)
            {
                Next = lines.ReadByte() < 0 ? null : throw Damaged();
                return;
            }

            placesFile.Seek(-1, SeekOrigin.Current);
            var next = RowPlaces.Load(places);
            if (Next is { } last && (next.File, next.Chunk).CompareTo((last.File, last.Chunk)) <= 0) throw Damaged();
            Read(next.Spans.Sum(span => span.Bytes));
            Next = next;
        }
        catch (Exception e) when (e is EndOfStreamException or FormatException or OverflowException or InvalidDataException)
        {
            throw Damaged();
        }
    }

    /// <summary>An error at these scores.</summary>
    public BadInputException Damaged() => new($"{path}: does not fit its {ShardPart.PlacesName}; run the shard again");

    /// <summary>Closes the files.</summary>
    public void Dispose()
    {
        lines.Dispose();
        places.Dispose();
    }

    private void Read(int length)
    {
        if (length < 0) throw Damaged();
        if (text.Length < length) text = new byte[Math.Max(length, 2 * text.Length)];
        lines.ReadExactly(text, 0, length);
    }
}
