namespace SignalDetect.Core.Signals;

/// <summary>Whole numbers in any of JSON's spellings: 5, 5.0, 50e-1.</summary>
internal static class JsonInteger
{
    private const int ExponentBound = 1_000_000; // beyond every shift that the digits of a line can undo

    /// <summary>True where a well-formed JSON number is exactly a whole one from 1 to <paramref name="most"/>.</summary>
    public static bool TryPositive(ReadOnlySpan<byte> number, long most, out long value)
    {
        value = 0;
        long zeros = 0, afterPoint = 0;
        bool inFraction = false;
        int i = 0;
        for (; i < number.Length; i++)
        {
            byte b = number[i];
            if (b == (byte)'.')
            {
                inFraction = true;
                continue;
            }
            if (!char.IsAsciiDigit((char)b)) break;
            if (inFraction) afterPoint++;
            if (b == (byte)'0')
            {
                if (value > 0) zeros++;
                continue;
            }
            if (!TryShift(ref value, zeros + 1, most * 10)) return false;
            value += b - '0';
            zeros = 0;
        }
        long exponent = i < number.Length ? Exponent(number[i..]) : 0;
        return value > 0 && TryShift(ref value, exponent + zeros - afterPoint, most) && value <= most;
    }

    // The last digit of value is no zero, so a negative shift never leaves a whole number.
    private static bool TryShift(ref long value, long places, long most)
    {
        if (places < 0) return false;
        for (; places > 0 && value > 0; places--)
        {
            if (value > most) return false;
            value *= 10;
        }
        return true;
    }

    // Of "e+12"; of "-5", where no digit came first, anything: the value is then 0 and refused.
    private static long Exponent(ReadOnlySpan<byte> text)
    {
        bool negative = false;
        long exponent = 0;
        foreach (byte b in text)
        {
            if (b == (byte)'-') negative = true;
            if (char.IsAsciiDigit((char)b)) exponent = Math.Min((exponent * 10) + b - '0', ExponentBound);
        }
        return negative ? -exponent : exponent;
    }
}
