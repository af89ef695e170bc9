namespace SignalDetect.Core.Windows;

/// <summary>
/// Which signals were seen lately: a second one with the same identity about the same service is a duplicate when it arrives within
/// <paramref name="span"/> milliseconds of the first. Signals come in the order of their arrival.
/// </summary>
public sealed class DedupeSet(long span)
{
    private readonly record struct Key(int Service, UInt128 Identity);

    private readonly Dictionary<Key, long> first = [];
    private readonly Queue<(Key Key, long Arrival)> order = new();

    /// <summary>How many signals are remembered.</summary>
    public int Count => first.Count;

    /// <summary>True when it is new, and remembered from now on; false for a duplicate.</summary>
    public bool Add(int service, UInt128 identity, long arrival)
    {
        var key = new Key(service, identity);
        if (first.TryGetValue(key, out var seen) && arrival - seen <= span) return false;
        first[key] = arrival;
        order.Enqueue((key, arrival));
        return true;
    }

    /// <summary>Forgets what nothing that arrives at or after <paramref name="time"/> can repeat.</summary>
    public void Forget(long time)
    {
        while (order.TryPeek(out var oldest) && oldest.Arrival + span < time)
        {
            order.Dequeue();
            if (first.TryGetValue(oldest.Key, out var arrival) && arrival == oldest.Arrival) first.Remove(oldest.Key);
        }
    }

    /// <summary>Writes what is remembered, services by <paramref name="serviceId"/>.</summary>
    public void Save(BinaryWriter to, Func<int, string> serviceId)
    {
        var services = order.Select(entry => entry.Key.Service).Distinct().Order().ToArray();
        to.Write(services.Length);
        foreach (var service in services) to.Write(serviceId(service));
        to.Write(order.Count);
        foreach (var (key, arrival) in order)
        {
            to.Write(Array.BinarySearch(services, key.Service));
            to.Write((ulong)(key.Identity >> 64));
            to.Write((ulong)key.Identity);
            to.Write(arrival);
        }
    }

    /// <summary>Reads what <see cref="Save"/> wrote; a service that is no longer in the catalogue (index -1) is left out.</summary>
    public void Load(BinaryReader from, Func<string, int> serviceIndex)
    {
        var services = new int[from.ReadInt32()];
        for (var i = 0; i < services.Length; i++) services[i] = serviceIndex(from.ReadString());
        for (var left = from.ReadInt32(); left > 0; left--)
        {
            var service = services[from.ReadInt32()];
            var identity = new UInt128(from.ReadUInt64(), from.ReadUInt64());
            var arrival = from.ReadInt64();
            if (service < 0) continue;
            var key = new Key(service, identity);
            first[key] = arrival;
            order.Enqueue((key, arrival));
        }
    }
}
