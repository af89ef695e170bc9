using System.Buffers.Binary;
using System.Security.Cryptography;

namespace SignalDetect.Core.Pipeline;

/// <summary>A snapshot's envelope: a version in front, a digest behind, so that a damaged or foreign one is noticed.</summary>
internal static class Snapshot
{
    private const int Version = 5;
    private const int DigestLength = 16;

    public static byte[] Seal(ReadOnlySpan<byte> content)
    {
        var sealedBytes = new byte[sizeof(int) + content.Length + DigestLength];
        BinaryPrimitives.WriteInt32LittleEndian(sealedBytes, Version);
        content.CopyTo(sealedBytes.AsSpan(sizeof(int)));
        Digest(sealedBytes.AsSpan(0, sizeof(int) + content.Length)).CopyTo(sealedBytes.AsSpan(sizeof(int) + content.Length));
        return sealedBytes;
    }

    public static byte[] Open(ReadOnlyMemory<byte> snapshot)
    {
        var bytes = snapshot.Span;
        if (bytes.Length < sizeof(int) + DigestLength || !Digest(bytes[..^DigestLength]).SequenceEqual(bytes[^DigestLength..]))
            throw new InvalidDataException($"The stored snapshot is damaged ({bytes.Length} bytes).");
        var version = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        if (version != Version) throw new InvalidDataException($"The stored snapshot has version {version}; this program reads version {Version}.");
        return bytes[sizeof(int)..^DigestLength].ToArray();
    }

    private static ReadOnlySpan<byte> Digest(ReadOnlySpan<byte> bytes) => SHA256.HashData(bytes).AsSpan(0, DigestLength);
}
