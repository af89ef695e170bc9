using System.Buffers.Binary;
using SignalDetect.Core.Signals;
using Xunit;

namespace SignalDetect.Core.Tests.Signals;

public sealed class Murmur3Tests
{
    // The VerificationTest of github.com/aappleby/smhasher, whose expected value for MurmurHash3_x64_128 is 0x6384BA69: it hashes the keys {}, {0}, {0,1}, ...
    // of up to 255 bytes, each with the seed 256 - length, and then all the hashes.
    [Fact]
    public void Hash_OfSmhashersVerification_IsItsPublishedValue()
    {
        byte[] key = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
        byte[] hashes = new byte[256 * 16];
        for (int i = 0; i < 256; i++)
            BinaryPrimitives.WriteUInt128LittleEndian(hashes.AsSpan(i * 16), Murmur3.Hash(key.AsSpan(0, i), (uint)(256 - i)));

        Assert.Equal(0x6384BA69u, (uint)Murmur3.Hash(hashes, 0));
    }
}
