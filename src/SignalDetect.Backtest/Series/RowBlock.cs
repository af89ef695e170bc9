using SignalDetect.Backtest.Scores;
using SignalDetect.Core.Detectors;

namespace SignalDetect.Backtest.Series;

/// <summary>Some thousand rows of a file, which are judged stream by stream and written in the order of the file.</summary>
/// <param name="streams">Streams of the file.</param>
/// <param name="keepsText">True where the rows are written again.</param>
/// <param name="own">Which of the streams are judged; the rows of the others are passed over. Null for all.</param>
internal sealed class RowBlock(int streams, bool keepsText, bool[]? own = null)
{
    private const int Size = 1 << 15;

    private readonly long[] times = new long[Size];
    private readonly double[] values = new double[Size];
    private readonly int[] numbers = streams > 1 ? new int[Size] : [];
    private readonly int[] order = streams > 1 ? new int[Size] : [];
    private readonly int[] ends = new int[streams + 1];
    private readonly int[] places = own is null ? [] : new int[Size];
    private readonly ScoredRow[] scored = keepsText ? new ScoredRow[Size] : [];
    private readonly (int Start, int Timestamp, int Value)[] texts = keepsText ? new (int, int, int)[Size] : [];
    private byte[] text = keepsText ? new byte[Size * 24] : [];
    private int textLength;

    /// <summary>How many rows there are.</summary>
    public int Count { get; private set; }

    /// <summary>How many there are with those passed over.</summary>
    public int Passed { get; private set; }

    /// <summary>Takes the next rows of a file; false when there are none.</summary>
    public bool Fill(SeriesReader reader, StreamTable table)
    {
        Count = Passed = textLength = 0;
        while (Passed < Size && reader.Read(out var row))
        {
            var place = Passed++;
            if (streams > 1) numbers[Count] = table.Number(row.Stream);
            if (own is not null)
            {
                if (!own[Stream(Count)]) continue;
                places[Count] = place;
            }

            times[Count] = row.Time;
            values[Count] = row.Value;
            if (keepsText) Keep(row);
            Count++;
        }

        if (streams > 1) Sort();
        return Passed > 0;
    }

    /// <summary>The number of a row's stream.</summary>
    private int Stream(int row) => streams > 1 ? numbers[row] : 0;

    /// <summary>Where a row stands among all of the block, those passed over counted.</summary>
    private int Place(int row) => own is null ? row : places[row];

    /// <summary>The first row that stands at a place or behind it.</summary>
    public int FirstAt(int place)
    {
        if (own is null) return place;
        var found = places.AsSpan(0, Count).BinarySearch(place);
        return found < 0 ? ~found : found;
    }

    /// <summary>A row's timestamp as it stands in the file.</summary>
    private ReadOnlySpan<byte> Timestamp(int row) => text.AsSpan(texts[row].Start, texts[row].Timestamp);

    /// <summary>A row's value as it stands in the file.</summary>
    private ReadOnlySpan<byte> Value(int row) => text.AsSpan(texts[row].Start + texts[row].Timestamp, texts[row].Value);

    /// <summary>Where a stream's rows begin, for <see cref="Take"/>.</summary>
    public int First(int stream) => streams > 1 ? ends[stream] : 0;

    /// <summary>Keeps what follows from a row's judgement.</summary>
    public void Follow(int row, SeriesRun run, in StreamJudgement judged)
    {
        var said = run.Follow(times[row], values[row], judged);
        if (keepsText) scored[row] = said;
    }

    /// <summary>The stream's next row that is to be judged; -1 for none.</summary>
    public int Take(int stream, SeriesRun run, ref int next, out StreamWindow window)
    {
        for (var end = streams > 1 ? ends[stream + 1] : Count; next < end; next++)
        {
            var row = streams > 1 ? order[next] : next;
            if (run.Take(times[row], values[row], out window, out var said))
            {
                next++;
                return row;
            }

            if (keepsText) scored[row] = said;
        }

        window = default;
        return -1;
    }

    /// <summary>Writes some of the rows as lines of scores, in the place of what the lines held.</summary>
    /// <param name="first">The first row.</param>
    /// <param name="end">The row behind the last.</param>
    /// <param name="lines">Takes them.</param>
    /// <param name="fields">The streams' names, by number.</param>
    /// <param name="rowPlaces">Told where each row stands; null for nobody.</param>
    public void Write(int first, int end, ScoreLines lines, ReadOnlySpan<byte[]> fields, RowPlaces? rowPlaces)
    {
        lines.Clear();
        for (var row = first; row < end; row++)
        {
            var length = lines.Written.Length;
            ref readonly var one = ref scored[row];
            lines.Add(Timestamp(row), fields[Stream(row)], Value(row), one.Judgement, one.Alert, one.Incident);
            rowPlaces?.Add(Place(row), lines.Written.Length - length);
        }
    }

    private void Keep(in SeriesRow row)
    {
        var needed = textLength + row.Timestamp.Length + row.Text.Length;
        if (needed > text.Length) Array.Resize(ref text, Math.Max(needed, text.Length * 2));
        texts[Count] = (textLength, row.Timestamp.Length, row.Text.Length);
        row.Timestamp.CopyTo(text.AsSpan(textLength));
        row.Text.CopyTo(text.AsSpan(textLength + row.Timestamp.Length));
        textLength = needed;
    }

    /// <summary>Orders the rows by stream, those of one stream as they came; afterwards <see cref="ends"/> holds where each stream begins.</summary>
    private void Sort()
    {
        Array.Clear(ends);
        for (var row = 0; row < Count; row++) ends[numbers[row] + 1]++;
        for (var stream = 0; stream < streams; stream++) ends[stream + 1] += ends[stream];
        for (var row = Count - 1; row >= 0; row--) order[--ends[numbers[row] + 1]] = row;
        Array.Copy(ends, 1, ends, 0, streams);
        ends[streams] = Count;
    }
}
