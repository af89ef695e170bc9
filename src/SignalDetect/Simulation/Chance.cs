namespace SignalDetect.Simulation;

/// <summary>Chance from a seed, the same on every machine: PCG-XSH-RR 64/32 (O'Neill, 2014).</summary>
internal sealed class Chance(ulong seed)
{
    private const ulong Multiplier = 6364136223846793005;
    private const ulong Increment = 1442695040888963407;

    private ulong state = (seed + Increment) * Multiplier + Increment;

    /// <summary>32 bits.</summary>
    public uint Next()
    {
        var old = state;
        state = old * Multiplier + Increment;
        return uint.RotateRight((uint)(((old >> 18) ^ old) >> 27), (int)(old >> 59));
    }

    /// <summary>From 0 on, below 1.</summary>
    public double Unit() => Next() / 4294967296.0;

    /// <summary>From 0 on, below <paramref name="bound"/>.</summary>
    public int Below(int bound) => (int)(((ulong)Next() * (uint)bound) >> 32);

    /// <summary>From <paramref name="least"/> on, below <paramref name="bound"/>.</summary>
    public long Between(long least, long bound) => least + (long)(Unit() * (bound - least));

    /// <summary>True in this share of the cases.</summary>
    public bool In(double share) => Unit() < share;

    /// <summary>One of several.</summary>
    public T Of<T>(ReadOnlySpan<T> several) => several[Below(several.Length)];

    /// <summary>An index, each in proportion to its weight.</summary>
    public int Weighted(ReadOnlySpan<double> weights)
    {
        var sum = 0.0;
        foreach (var weight in weights) sum += weight;
        var left = Unit() * sum;
        for (var i = 0; i < weights.Length - 1; i++)
            if ((left -= weights[i]) < 0) return i;
        return weights.Length - 1;
    }

    /// <summary>A Poisson number: by multiplication (Knuth), large means in halves.</summary>
    public int Poisson(double mean)
    {
        if (mean > 16) return Poisson(mean / 2) + Poisson(mean / 2);
        if (mean <= 0) return 0;
        var limit = Math.Exp(-mean);
        var number = 0;
        for (var product = Unit(); product > limit; product *= Unit()) number++;
        return number;
    }
}
