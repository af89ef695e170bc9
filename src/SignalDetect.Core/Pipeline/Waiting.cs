using SignalDetect.Core.Signals;

namespace SignalDetect.Core.Pipeline;

/// <summary>
/// Parts that wait until their time has been reached in every partition. They leave in an order that depends on what they are, never on the way they came.
/// </summary>
public sealed class Waiting
{
    private readonly SortedDictionary<long, List<Part>> slots = [];

    /// <summary>How many parts wait.</summary>
    public int Count { get; private set; }

    /// <summary>The earliest slot that holds a part, Unix milliseconds; null where none waits.</summary>
    public long? Earliest => slots.Count > 0 ? slots.First().Key : null;

    /// <summary>Takes a part, which leaves with the first time after <paramref name="slot"/>, a whole tick.</summary>
    public void Add(in Part part, long slot)
    {
        if (!slots.TryGetValue(slot, out var parts)) slots.Add(slot, parts = []);
        parts.Add(part);
        Count++;
    }

    /// <summary>Takes out the parts of the slots before <paramref name="time"/>, slot by slot, in order.</summary>
    public IEnumerable<Part> Take(long time)
    {
        while (slots.Count > 0 && slots.First() is var (slot, parts) && slot < time)
        {
            slots.Remove(slot);
            Count -= parts.Count;
            parts.Sort(Compare);
            foreach (var part in parts) yield return part;
        }
    }

    /// <summary>Writes the parts, services by their id.</summary>
    public void Save(BinaryWriter to, Action<BinaryWriter, Part> part)
    {
        to.Write(Count);
        foreach (var (slot, parts) in slots)
        {
            parts.Sort(Compare);
            foreach (var one in parts)
            {
                to.Write(slot);
                part(to, one);
            }
        }
    }

    /// <summary>Reads what <see cref="Save"/> wrote; a part that reads as null is left out.</summary>
    public void Load(BinaryReader from, Func<BinaryReader, Part?> part)
    {
        for (var left = from.ReadInt32(); left > 0; left--)
        {
            var slot = from.ReadInt64();
            if (part(from) is { } known) Add(known, slot);
        }
    }

    private static int Compare(Part a, Part b)
    {
        var order = a.Arrival.CompareTo(b.Arrival);
        if (order == 0) order = a.Identity.CompareTo(b.Identity);
        if (order == 0) order = a.Service.CompareTo(b.Service);
        if (order == 0) order = a.At.CompareTo(b.At);
        if (order == 0) order = a.Kind.CompareTo(b.Kind);
        if (order == 0) order = a.State.CompareTo(b.State);
        if (order == 0) order = a.Count.CompareTo(b.Count);
        if (order == 0) order = a.Feature.CompareTo(b.Feature);
        if (order == 0) order = a.Device.CompareTo(b.Device);
        if (order == 0) order = a.Region.CompareTo(b.Region);
        return order != 0 ? order : a.Reporter.CompareTo(b.Reporter);
    }
}
