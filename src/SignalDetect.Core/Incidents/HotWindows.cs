namespace SignalDetect.Core.Incidents;

/// <summary>The windows that stood out lately, each once.</summary>
internal sealed class HotWindows(int spanSeconds)
{
    private readonly SortedSet<long> starts = [];

    /// <summary>Start of the newest one; long ago when there is none.</summary>
    public long Newest => starts.Count > 0 ? starts.Max : long.MinValue / 2;

    public void Add(long start) => starts.Add(start);

    /// <summary>True where the window that starts then stood out.</summary>
    public bool Has(long start) => starts.Contains(start);

    /// <summary>How many lie within the span before <paramref name="at"/>; older ones are forgotten.</summary>
    public int Count(long at)
    {
        while (starts.Count > 1 && starts.Min + spanSeconds * 1000L < at) starts.Remove(starts.Min);
        var count = 0;
        foreach (var start in starts)
            if (start + spanSeconds * 1000L >= at) count++;
        return count;
    }

    public void Save(BinaryWriter to)
    {
        to.Write(starts.Count);
        foreach (var start in starts) to.Write(start);
    }

    public void Load(BinaryReader from)
    {
        for (var left = from.ReadInt32(); left > 0; left--) starts.Add(from.ReadInt64());
    }
}
