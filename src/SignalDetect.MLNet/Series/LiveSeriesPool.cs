namespace SignalDetect.MLNet.Series;

/// <summary>
/// Live series between their values, so that most need not be made again from their streams' states. They are known by what they have seen, not by stream:
/// those that have seen the same are the same, and a stream's copy that goes another way never meets its live series. The one unused the longest goes first.
/// </summary>
internal sealed class LiveSeriesPool(int most) : IDisposable
{
    private readonly Lock guard = new();
    private readonly Dictionary<History, Stack<LinkedListNode<Entry>>> byHistory = [];
    private readonly LinkedList<Entry> byUse = [];

    /// <summary>A live series that has seen this, which is the caller's from now on; null where there is none.</summary>
    public ILiveSeries? Take(History history)
    {
        lock (guard)
        {
            if (!byHistory.TryGetValue(history, out var same)) return null;
            var node = same.Pop();
            if (same.Count == 0) byHistory.Remove(history);
            byUse.Remove(node);
            return node.Value.Series;
        }
    }

    /// <summary>Gives a live series back.</summary>
    public void Put(History history, ILiveSeries series)
    {
        ILiveSeries? oldest;
        lock (guard)
        {
            if (!byHistory.TryGetValue(history, out var same)) byHistory[history] = same = new();
            same.Push(byUse.AddLast(new Entry(history, series)));
            oldest = byUse.Count > most ? Oldest() : null;
        }

        oldest?.Dispose();
    }

    public void Dispose()
    {
        lock (guard)
        {
            foreach (var entry in byUse) entry.Series.Dispose();
            byUse.Clear();
            byHistory.Clear();
        }
    }

    // Of those with one history any may go: they are the same.
    private ILiveSeries Oldest() => TakeAny(byUse.First!.Value.History);

    private ILiveSeries TakeAny(History history)
    {
        var same = byHistory[history];
        var node = same.Pop();
        if (same.Count == 0) byHistory.Remove(history);
        byUse.Remove(node);
        return node.Value.Series;
    }

    private readonly record struct Entry(History History, ILiveSeries Series);
}
