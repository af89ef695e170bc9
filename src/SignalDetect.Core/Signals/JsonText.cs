using System.Text;

namespace SignalDetect.Core.Signals;

/// <summary>Text inside a JSON string.</summary>
internal static class JsonText
{
    /// <summary>Undoes the escapes of a well-formed JSON string (without its quotes); the result is never longer.</summary>
    /// <returns>False where an escape is half of a surrogate pair, or <paramref name="to"/> is too small.</returns>
    public static bool TryUnescape(ReadOnlySpan<byte> escaped, Span<byte> to, out int written)
    {
        written = 0;
        while (true)
        {
            int stop = escaped.IndexOf((byte)'\\');
            ReadOnlySpan<byte> plain = stop < 0 ? escaped : escaped[..stop];
            if (!plain.TryCopyTo(to[written..])) return false;
            written += plain.Length;
            if (stop < 0) return true;
            byte code = escaped[stop + 1];
            escaped = escaped[(stop + 2)..];
            Rune rune = new(Meaning(code));
            if (code == (byte)'u' && !TryRune(ref escaped, out rune)) return false;
            if (!rune.TryEncodeToUtf8(to[written..], out int length)) return false;
            written += length;
        }
    }

    /// <summary>Unicode scalars in valid UTF-8.</summary>
    public static int Scalars(ReadOnlySpan<byte> utf8)
    {
        int scalars = 0;
        foreach (byte b in utf8) scalars += (b & 0xC0) != 0x80 ? 1 : 0;
        return scalars;
    }

    private static char Meaning(byte code) => code switch
    {
        (byte)'b' => '\b',
        (byte)'f' => '\f',
        (byte)'n' => '\n',
        (byte)'r' => '\r',
        (byte)'t' => '\t',
        _ => (char)code,
    };

    private static bool TryRune(ref ReadOnlySpan<byte> rest, out Rune rune)
    {
        char high = Hex(rest);
        rest = rest[4..];
        if (!char.IsSurrogate(high)) return Rune.TryCreate(high, out rune);
        if (!rest.StartsWith("\\u"u8)) return Rune.TryCreate(high, out rune);
        bool isPair = Rune.TryCreate(high, Hex(rest[2..]), out rune);
        rest = rest[6..];
        return isPair;
    }

    private static char Hex(ReadOnlySpan<byte> digits)
    {
        int value = 0;
        for (int i = 0; i < 4; i++)
        {
            byte b = digits[i];
            value = (value << 4) | (b <= '9' ? b - '0' : (b | 0x20) - 'a' + 10);
        }
        return (char)value;
    }
}
