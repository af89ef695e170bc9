namespace SignalDetect.Core.Catalogue;

/// <summary>Finds a number by name: bytes in, no string and no allocation. Open addressing over one pool of bytes; grows while it is filled.</summary>
internal sealed class NameTable
{
    private byte[] _pool = new byte[256];
    private int _poolLength;
    private (int Start, int Length, int Value)[] _slots = new (int, int, int)[16];

    public int Count { get; private set; }

    /// <summary>Adds a name; false, with nothing changed, where it is there already.</summary>
    public bool TryAdd(ReadOnlySpan<byte> name, int value)
    {
        if ((Count + 1) * 2 > _slots.Length) Grow();
        int slot = SlotOf(name, out bool found);
        if (found) return false;
        if (_poolLength + name.Length > _pool.Length) Array.Resize(ref _pool, Math.Max(_pool.Length * 2, _poolLength + name.Length));
        name.CopyTo(_pool.AsSpan(_poolLength));
        _slots[slot] = (_poolLength + 1, name.Length, value); // 0 is an empty slot's start
        _poolLength += name.Length;
        Count++;
        return true;
    }

    /// <summary>The number of a name, exactly as it was added; -1 where there is none.</summary>
    public int Find(ReadOnlySpan<byte> name)
    {
        int slot = SlotOf(name, out bool found);
        return found ? _slots[slot].Value : -1;
    }

    /// <summary>The number of a name, folded first; -1 where there is none.</summary>
    public int FindFolded(ReadOnlySpan<byte> name)
    {
        Span<byte> folded = stackalloc byte[FoldedName.Longest];
        int length = FoldedName.Fold(name, folded);
        return length < 0 ? -1 : Find(folded[..length]);
    }

    private int SlotOf(ReadOnlySpan<byte> name, out bool found)
    {
        int mask = _slots.Length - 1;
        for (int slot = (int)Hash(name) & mask; ; slot = (slot + 1) & mask)
        {
            (int start, int length, _) = _slots[slot];
            found = start > 0 && name.SequenceEqual(_pool.AsSpan(start - 1, length));
            if (found || start == 0) return slot;
        }
    }

    private void Grow()
    {
        (int Start, int Length, int Value)[] old = _slots;
        _slots = new (int, int, int)[old.Length * 2];
        foreach ((int Start, int Length, int Value) entry in old)
        {
            if (entry.Start > 0) _slots[SlotOf(_pool.AsSpan(entry.Start - 1, entry.Length), out _)] = entry;
        }
    }

    // FNV-1a, its high bits folded in; names are few and fixed, so nobody can choose them to collide.
    private static uint Hash(ReadOnlySpan<byte> name)
    {
        uint hash = 2166136261;
        foreach (byte b in name) hash = (hash ^ b) * 16777619;
        return hash ^ (hash >> 15);
    }
}
