using System.Buffers.Binary;

namespace SignalDetect.Core.Signals;

/// <summary>The partition that Java's default partitioner gives a key: murmur2 (A. Appleby; seed and form as in Apache Kafka's Utils.murmur2) without its sign, modulo.</summary>
public static class HomePartition
{
    private const uint Seed = 0x9747b28c;
    private const uint M = 0x5bd1e995;

    /// <summary>From 0 to <paramref name="partitions"/> - 1.</summary>
    public static int Of(ReadOnlySpan<byte> key, int partitions) => (Murmur2(key) & 0x7fffffff) % partitions;

    internal static int Murmur2(ReadOnlySpan<byte> key)
    {
        uint h = Seed ^ (uint)key.Length;
        for (; key.Length >= 4; key = key[4..])
        {
            uint k = BinaryPrimitives.ReadUInt32LittleEndian(key) * M;
            k = (k ^ (k >> 24)) * M;
            h = (h * M) ^ k;
        }
        for (int i = key.Length - 1; i >= 0; i--)
        {
            h ^= (uint)key[i] << (8 * i);
            if (i == 0) h *= M;
        }
        h = (h ^ (h >> 13)) * M;
        return (int)(h ^ (h >> 15));
    }
}
