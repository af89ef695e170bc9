namespace SignalDetect.MLNet.Series;

/// <summary>A stream's state, as its caller holds it. One of zeros is a new stream's.</summary>
internal readonly ref struct SeriesState(SeriesLayout layout, Span<double> numbers)
{
    private readonly Span<double> area = numbers.Slice(SeriesLayout.Front, layout.Area);
    private readonly Span<double> since = numbers.Slice(SeriesLayout.Front + layout.Area, layout.Since);
    private readonly Span<double> front = numbers[..SeriesLayout.Front];

    /// <summary>Values held for training.</summary>
    public int Trained => (int)front[0];

    /// <summary>Bytes of the last save; 0 before the first one.</summary>
    public int Saved => (int)front[1];

    /// <summary>Values since the last save.</summary>
    public int Since => (int)front[2];

    /// <summary>Tells histories apart: a digest of all values so far, and their number.</summary>
    public History History => new((ulong)front[3] << 32 | (ulong)front[4], (long)front[5]);

    public ReadOnlySpan<float> Training => Values(area[..Trained]);

    public ReadOnlySpan<float> SinceSave => Values(since[..Since]);

    public byte[] LastSave => SeriesLayout.Unpack(area, Saved);

    public void Train(float value)
    {
        area[Trained] = BitConverter.SingleToUInt32Bits(value);
        front[0]++;
        Note(value);
    }

    public void Add(float value)
    {
        since[Since] = BitConverter.SingleToUInt32Bits(value);
        front[2]++;
        Note(value);
    }

    /// <summary>Puts a save in the place of the training values or of the last save, and of the values since.</summary>
    /// <exception cref="InvalidOperationException">It is longer than any should be.</exception>
    public void Save(ReadOnlySpan<byte> saved)
    {
        if (saved.Length > layout.SavedBytes) throw new InvalidOperationException($"a saved series has {saved.Length} bytes, and a stream's state room for {layout.SavedBytes}");
        area.Clear();
        since.Clear();
        SeriesLayout.Pack(saved, area);
        front[1] = saved.Length;
        front[2] = 0;
    }

    /// <summary>Forgets all but the last values since the save.</summary>
    public void Keep(int values)
    {
        since[^values..].CopyTo(since);
        since[values..].Clear();
        front[2] = values;
    }

    private void Note(float value)
    {
        var next = History.With(value);
        (front[3], front[4], front[5]) = (next.Digest >> 32, (uint)next.Digest, next.Values);
    }

    private static float[] Values(ReadOnlySpan<double> bits)
    {
        var values = new float[bits.Length];
        for (var i = 0; i < values.Length; i++) values[i] = BitConverter.UInt32BitsToSingle((uint)bits[i]);
        return values;
    }
}

/// <summary>What a stream has seen: a digest of its values in their order, and how many they are.</summary>
internal readonly record struct History(ulong Digest, long Values)
{
    public History With(float value)
    {
        // The finaliser of splitmix64.
        var mixed = Digest + 0x9E3779B97F4A7C15 + BitConverter.SingleToUInt32Bits(value);
        mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EB;
        return new(mixed ^ mixed >> 31, Values + 1);
    }
}
