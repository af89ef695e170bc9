using System.Buffers.Text;
using System.Globalization;

namespace SignalDetect.Backtest.Scores;

/// <summary>Numbers as text with at most six significant digits: the decimal that is nearest, without trailing zeros behind the point.</summary>
internal static class Digits
{
    /// <summary>The most characters that a number takes.</summary>
    public const int Longest = 32;

    private const int Significant = 6;
    private const double Least = 1e-5;
    private const double Most = 1e15;

    private static readonly double[] PowersOfTen = [.. Enumerable.Range(0, 23).Select(power => double.Parse("1e" + power, CultureInfo.InvariantCulture))];

    /// <summary>Writes a number; nothing where it is not finite.</summary>
    /// <returns>How many bytes were written.</returns>
    public static int Write(Span<byte> to, double value)
    {
        if (!double.IsFinite(value)) return 0;
        if (value == 0)
        {
            to[0] = (byte)'0';
            return 1;
        }

        var magnitude = Math.Abs(value);
        if (magnitude is < Least or >= Most) return WriteScientific(to, value);
        if (!TryRound(magnitude, out var digits, out var point)) RoundExactly(magnitude, out digits, out point);
        var length = 0;
        if (value < 0) to[length++] = (byte)'-';
        return length + WriteDigits(to[length..], digits, point);
    }

    /// <summary>Six digits and where the point stands among them; false where the product is too near a tie for the multiplication's own rounding to decide.</summary>
    private static bool TryRound(double magnitude, out int digits, out int point)
    {
        point = magnitude >= 1 ? 1 : 0;
        if (point == 1) while (point < 15 && magnitude >= PowersOfTen[point]) point++;
        else while (point > -4 && magnitude < 1 / PowersOfTen[1 - point]) point--;
        var shift = Significant - point;
        var scaled = shift >= 0 ? magnitude * PowersOfTen[shift] : magnitude / PowersOfTen[-shift];
        digits = (int)(scaled + 0.5);
        return scaled - Math.Floor(scaled) is < 0.499999 or > 0.500001 && digits is >= 100_000 and < 1_000_000;
    }

    private static void RoundExactly(double magnitude, out int digits, out int point)
    {
        Span<byte> text = stackalloc byte[Longest];
        magnitude.TryFormat(text, out var length, "E5", CultureInfo.InvariantCulture);   // d.dddddE+ddd
        digits = text[0] - '0';
        foreach (var digit in text[2..7]) digits = digits * 10 + digit - '0';
        Utf8Parser.TryParse(text[8..length], out int exponent, out _);
        point = exponent + 1;
    }

    private static int WriteDigits(Span<byte> to, int digits, int point)
    {
        Span<byte> text = stackalloc byte[Significant];
        for (var i = Significant - 1; i >= 0; i--)
        {
            text[i] = (byte)('0' + digits % 10);
            digits /= 10;
        }

        var kept = Significant;
        while (kept > 1 && text[kept - 1] == '0') kept--;
        var length = 0;
        if (point <= 0)
        {
            to[length++] = (byte)'0';
            to[length++] = (byte)'.';
            for (; point < 0; point++) to[length++] = (byte)'0';
            text[..kept].CopyTo(to[length..]);
            return length + kept;
        }

        for (var i = 0; i < Math.Max(kept, point); i++)
        {
            if (i == point) to[length++] = (byte)'.';
            to[length++] = i < kept ? text[i] : (byte)'0';
        }

        return length;
    }

    private static int WriteScientific(Span<byte> to, double value)
    {
        value.TryFormat(to, out var length, "G6", CultureInfo.InvariantCulture);
        return length;
    }
}
