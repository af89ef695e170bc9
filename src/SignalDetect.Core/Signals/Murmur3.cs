using System.Buffers.Binary;
using System.Numerics;

namespace SignalDetect.Core.Signals;

/// <summary>MurmurHash3_x64_128 of A. Appleby (public domain, github.com/aappleby/smhasher): well mixed and quick, no protection against an adversary.</summary>
public static class Murmur3
{
    private const ulong C1 = 0x87c37b91114253d5;
    private const ulong C2 = 0x4cf5ad432745937f;

    /// <summary>The hash, its first 64 bits as the lower half.</summary>
    public static UInt128 Hash(ReadOnlySpan<byte> data, uint seed)
    {
        ulong h1 = seed, h2 = seed, length = (ulong)data.Length;
        for (; data.Length >= 16; data = data[16..])
        {
            h1 ^= MixFirst(BinaryPrimitives.ReadUInt64LittleEndian(data));
            h1 = ((BitOperations.RotateLeft(h1, 27) + h2) * 5) + 0x52dce729;
            h2 ^= MixSecond(BinaryPrimitives.ReadUInt64LittleEndian(data[8..]));
            h2 = ((BitOperations.RotateLeft(h2, 31) + h1) * 5) + 0x38495ab5;
        }
        Span<byte> tail = stackalloc byte[16];
        tail.Clear();
        data.CopyTo(tail);
        h1 ^= MixFirst(BinaryPrimitives.ReadUInt64LittleEndian(tail)) ^ length;
        h2 ^= MixSecond(BinaryPrimitives.ReadUInt64LittleEndian(tail[8..])) ^ length;
        h1 += h2;
        h2 += h1;
        h1 = Finish(h1);
        h2 = Finish(h2);
        h1 += h2;
        h2 += h1;
        return new UInt128(h2, h1);
    }

    private static ulong MixFirst(ulong k) => BitOperations.RotateLeft(k * C1, 31) * C2;

    private static ulong MixSecond(ulong k) => BitOperations.RotateLeft(k * C2, 33) * C1;

    private static ulong Finish(ulong h)
    {
        h = (h ^ (h >> 33)) * 0xff51afd7ed558ccd;
        h = (h ^ (h >> 33)) * 0xc4ceb9fe1a85ec53;
        return h ^ (h >> 33);
    }
}
