namespace SignalDetect.Core.Pipeline;

/// <summary>
/// The times in which the log holds nothing, not even a tick: nobody collected then, so nothing is known of them. Shorter than <see cref="LeastMs"/> counts as
/// quiet.
/// </summary>
internal sealed class Silences
{
    /// <summary>A day: a live partition has a tick every ten seconds, and a file may be quiet for a night.</summary>
    public const long LeastMs = 86_400_000;

    private readonly SortedDictionary<long, long> spans = [];

    /// <summary>Remembers a span between two records, where it is long enough. It begins with the minute of the first, which was not collected whole.</summary>
    public void Add(long start, long end)
    {
        if (end - start >= LeastMs) spans[start - start % 60_000] = end;
    }

    /// <summary>True when a window that begins at <paramref name="start"/> lies, as a whole or in part, in a silence.</summary>
    public bool Covers(long start)
    {
        foreach (var (from, to) in spans)
            if (from <= start && start < to) return true;
        return false;
    }

    /// <summary>The silence that <paramref name="time"/> lies in; those before it are forgotten.</summary>
    public (long Start, long End)? Current(long time)
    {
        while (spans.Count > 0 && spans.First() is var (start, end) && end + 600_000 < time) spans.Remove(start);
        foreach (var (from, to) in spans)
            if (from <= time && time < to) return (from, to);
        return null;
    }

    public void Save(BinaryWriter to)
    {
        to.Write(spans.Count);
        foreach (var (start, end) in spans)
        {
            to.Write(start);
            to.Write(end);
        }
    }

    public void Load(BinaryReader from)
    {
        for (var left = from.ReadInt32(); left > 0; left--) spans[from.ReadInt64()] = from.ReadInt64();
    }
}
