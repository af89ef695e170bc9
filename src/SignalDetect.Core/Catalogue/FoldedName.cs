using System.Text;

namespace SignalDetect.Core.Catalogue;

/// <summary>Names as they are compared: without the white space around them, each letter in its lower case (Unicode's simple mapping).</summary>
internal static class FoldedName
{
    /// <summary>No name of the catalogue is longer, in bytes.</summary>
    public const int Longest = 128;

    /// <summary>Writes the folded name.</summary>
    /// <returns>Its length in bytes, or -1 where it does not fit: then it is no name of the catalogue.</returns>
    public static int Fold(ReadOnlySpan<byte> utf8, Span<byte> to)
    {
        ReadOnlySpan<byte> rest = Trim(utf8);
        int length = 0;
        while (rest.Length > 0)
        {
            byte b = rest[0];
            if (b < 0x80)
            {
                if (length == to.Length) return -1;
                to[length++] = b is >= (byte)'A' and <= (byte)'Z' ? (byte)(b | 0x20) : b;
                rest = rest[1..];
                continue;
            }
            Rune.DecodeFromUtf8(rest, out Rune rune, out int consumed);
            if (!Rune.ToLowerInvariant(rune).TryEncodeToUtf8(to[length..], out int written)) return -1;
            length += written;
            rest = rest[consumed..];
        }
        return length;
    }

    /// <summary>The folded name as bytes of its own.</summary>
    public static byte[] Of(string name)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(name);
        byte[] to = new byte[utf8.Length * 2];
        return to[..Fold(utf8, to)];
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> utf8)
    {
        while (Rune.DecodeFromUtf8(utf8, out Rune first, out int consumed) == System.Buffers.OperationStatus.Done && Rune.IsWhiteSpace(first)) utf8 = utf8[consumed..];
        while (Rune.DecodeLastFromUtf8(utf8, out Rune last, out int consumed) == System.Buffers.OperationStatus.Done && Rune.IsWhiteSpace(last)) utf8 = utf8[..^consumed];
        return utf8;
    }
}
