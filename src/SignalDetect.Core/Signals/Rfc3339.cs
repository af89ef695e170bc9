namespace SignalDetect.Core.Signals;

/// <summary>Timestamps of RFC 3339: date, T, t or a space, time with any fraction, Z, z or an offset; a second of 60 only where a leap second can be.</summary>
public static class Rfc3339
{
    private const long DaySeconds = 86_400;

    /// <summary>Unix milliseconds; what is finer is cut off, a leap second is the next minute's first.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long unixMilliseconds)
    {
        unixMilliseconds = 0;
        if (text.Length < 20) return false;
        if (!TryNumber(text[..4], out int year) || !TryNumber(text[5..7], out int month) || !TryNumber(text[8..10], out int day)) return false;
        if (!TryNumber(text[11..13], out int hour) || !TryNumber(text[14..16], out int minute) || !TryNumber(text[17..19], out int second)) return false;
        if (text[4] != '-' || text[7] != '-' || text[10] is not ((byte)'T' or (byte)'t' or (byte)' ') || text[13] != ':' || text[16] != ':') return false;
        if (month is < 1 or > 12 || day < 1 || day > DaysIn(year, month) || hour > 23 || minute > 59 || second > 60) return false;
        ReadOnlySpan<byte> rest = text[19..];
        if (!TryFraction(ref rest, out int milliseconds) || !TryOffset(rest, out int offsetMinutes)) return false;
        long seconds = (DaysSinceEpoch(year, month, day) * DaySeconds) + (hour * 3600) + (minute * 60) + second - (offsetMinutes * 60);
        if (second == 60 && !IsStartOfMonth(seconds)) return false;
        unixMilliseconds = (seconds * 1000) + milliseconds;
        return true;
    }

    private static bool TryFraction(ref ReadOnlySpan<byte> rest, out int milliseconds)
    {
        milliseconds = 0;
        if (rest[0] != '.') return true;
        int length = 1, weight = 100;
        for (; length < rest.Length && char.IsAsciiDigit((char)rest[length]); length++)
        {
            milliseconds += weight * (rest[length] - '0');
            weight /= 10;
        }
        rest = rest[length..];
        return length > 1;
    }

    private static bool TryOffset(ReadOnlySpan<byte> text, out int minutes)
    {
        minutes = 0;
        if (text.Length == 1) return text[0] is (byte)'Z' or (byte)'z';
        if (text.Length != 6 || text[0] is not ((byte)'+' or (byte)'-') || text[3] != ':') return false;
        if (!TryNumber(text[1..3], out int hour) || !TryNumber(text[4..6], out int minute) || hour > 23 || minute > 59) return false;
        minutes = (hour * 60) + minute;
        if (text[0] == '-') minutes = -minutes;
        return true;
    }

    private static bool TryNumber(ReadOnlySpan<byte> digits, out int value)
    {
        value = 0;
        foreach (byte b in digits)
        {
            if (!char.IsAsciiDigit((char)b)) return false;
            value = (value * 10) + b - '0';
        }
        return true;
    }

    // Leap seconds are added at the end of a month, UTC (RFC 3339, section 5.7); the second after it is a month's first.
    private static bool IsStartOfMonth(long seconds)
    {
        if (seconds % DaySeconds != 0) return false;
        long days = seconds / DaySeconds;
        long year = 1970 + (long)Math.Floor(days / 365.2425);
        for (long y = year - 1; y <= year + 1; y++)
        {
            for (int month = 1; month <= 12; month++)
            {
                if (DaysSinceEpoch(y, month, 1) == days) return true;
            }
        }
        return false;
    }

    private static int DaysIn(int year, int month) => month switch
    {
        2 => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    // Proleptic Gregorian; years are counted from March so that the leap day is a year's last.
    private static long DaysSinceEpoch(long year, int month, int day)
    {
        long y = month <= 2 ? year - 1 : year;
        long era = (y >= 0 ? y : y - 399) / 400;
        long yearOfEra = y - (era * 400);
        long dayOfYear = ((153 * (month > 2 ? month - 3 : month + 9)) + 2) / 5 + day - 1;
        long dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
        return (era * 146_097) + dayOfEra - 719_468;
    }
}
