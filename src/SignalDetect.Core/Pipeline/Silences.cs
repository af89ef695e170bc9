namespace SignalDetect.Core.Pipeline;

/// <summary>
/// The times in which the log holds nothing, not even a tick, or no longer holds what there was: nothing is known of them. What is shorter than
/// <see cref="LeastMs"/> counts as quiet, where nothing is missing.
/// </summary>
internal sealed class Silences
{
    /// <summary>A day: a live partition has a tick every ten seconds, and a file may be quiet for a night.</summary>
    public const long LeastMs = 86_400_000;

    /// <summary>A week: another partition relays once a batch, which may hold days.</summary>
    public const long LeapMs = 7 * LeastMs;

    private readonly SortedDictionary<long, long> spans = [];

    /// <summary>Remembers a span between two records.</summary>
    public void Add(long start, long end) => spans[start] = end;

    /// <summary>True when a window that begins at <paramref name="start"/> lies, up to <paramref name="time"/>, as a whole or in part in a silence.</summary>
    public bool Cover(long start, long time)
    {
        foreach (var (from, to) in spans)
            if (Minute(from) <= start && from < time && start < to) return true;
        return false;
    }

    /// <summary>The silence that <paramref name="time"/> lies in; those before it are forgotten.</summary>
    public (long Start, long End)? Current(long time)
    {
        while (spans.Count > 0 && spans.First() is var (start, end) && end + 600_000 < time) spans.Remove(start);
        foreach (var (from, to) in spans)
            if (from < time && time < to) return (from, to);
        return null;
    }

    private static long Minute(long time) => time - time % 60_000;

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
