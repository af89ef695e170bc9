namespace SignalDetect.Core.Pipeline;

/// <summary>
/// Tells the repeats of forwarded signals. A partition forwards in the order in which it reads, so what is not after the last one seen of it was there
/// before; only a signal about several services of the same home comes more than once for good.
/// </summary>
internal sealed class ForwardsRead(int partitions)
{
    private readonly Origin[] last = Enumerable.Range(0, partitions).Select(Origin.Tick).ToArray();
    private readonly SortedSet<int>[] services = Enumerable.Range(0, partitions).Select(_ => new SortedSet<int>()).ToArray();

    /// <summary>True the first time.</summary>
    public bool IsNew(Origin origin, int service)
    {
        var seen = last[origin.Partition];
        var order = (origin.Offset, origin.Index).CompareTo((seen.Offset, seen.Index));
        if (order < 0) return false;
        if (order == 0) return services[origin.Partition].Add(service);
        last[origin.Partition] = origin;
        services[origin.Partition].Clear();
        services[origin.Partition].Add(service);
        return true;
    }

    /// <summary>Forgets all: the offsets begin again.</summary>
    public void Forget()
    {
        for (var i = 0; i < last.Length; i++)
        {
            last[i] = Origin.Tick(i);
            services[i].Clear();
        }
    }

    public void Save(BinaryWriter to)
    {
        for (var i = 0; i < last.Length; i++)
        {
            to.Write(last[i].Offset);
            to.Write(last[i].Index);
            to.Write(services[i].Count);
            foreach (var service in services[i]) to.Write(service);
        }
    }

    public void Load(BinaryReader from)
    {
        for (var i = 0; i < last.Length; i++)
        {
            last[i] = new Origin(i, from.ReadInt64(), from.ReadInt32());
            for (var left = from.ReadInt32(); left > 0; left--) services[i].Add(from.ReadInt32());
        }
    }
}
