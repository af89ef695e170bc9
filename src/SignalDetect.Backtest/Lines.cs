namespace SignalDetect.Backtest;

/// <summary>The lines of a stream of bytes, one at a time and without a copy. A line ends with LF; an empty one at the very end is none.</summary>
/// <param name="source">The stream; closed with the lines.</param>
/// <param name="longest">The longest line that is taken, bytes.</param>
internal sealed class Lines(Stream source, int longest) : IDisposable
{
    private byte[] buffer = new byte[1 << 18];
    private int next;
    private int filled;
    private bool ended;

    /// <summary>Number of the last line, counted from 1.</summary>
    public long Number { get; private set; }

    /// <summary>Bytes of all lines so far, their ends included.</summary>
    public long Bytes { get; private set; }

    /// <summary>True where the last line is longer than what is taken; then what was given is its beginning, and nothing can be read after it.</summary>
    public bool TooLong { get; private set; }

    /// <summary>The next line without its end, valid until the one after; false when there is none.</summary>
    public bool Read(out ReadOnlySpan<byte> line)
    {
        var searched = next;
        while (true)
        {
            var end = buffer.AsSpan(searched, filled - searched).IndexOf((byte)'\n');
            if (end >= 0)
            {
                line = Take(searched + end, 1);
                return true;
            }

            searched = filled;
            if (ended || filled - next > longest)
            {
                TooLong = !ended;
                line = Take(filled, 0);
                return line.Length > 0 || TooLong;
            }

            searched -= Fill();
        }
    }

    /// <summary>Closes the stream.</summary>
    public void Dispose() => source.Dispose();

    private ReadOnlySpan<byte> Take(int end, int feed)
    {
        var line = buffer.AsSpan(next, end - next);
        Bytes += line.Length + feed;
        next = end + feed;
        if (line.Length > 0 || feed > 0) Number++;
        return line;
    }

    /// <summary>Reads on; returns by how much the kept bytes moved to the front.</summary>
    private int Fill()
    {
        var moved = next;
        if (next > 0)
        {
            buffer.AsSpan(next, filled - next).CopyTo(buffer);
            (filled, next) = (filled - next, 0);
        }

        if (filled == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
        var read = source.Read(buffer, filled, buffer.Length - filled);
        ended = read == 0;
        filled += read;
        return moved;
    }
}
