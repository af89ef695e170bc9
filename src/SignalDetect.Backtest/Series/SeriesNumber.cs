using System.Globalization;

namespace SignalDetect.Backtest.Series;

/// <summary>Decimal numbers as text.</summary>
internal static class SeriesNumber
{
    /// <summary>A whole number up to here, and a power of ten up to 10^22, is a double without rounding; so is their quotient the nearest double (Clinger, 1990).</summary>
    private const int ExactDigits = 15;

    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    private static readonly double[] PowersOfTen = [.. Enumerable.Range(0, 23).Select(power => double.Parse("1e" + power, CultureInfo.InvariantCulture))];

    /// <summary>Reads a finite decimal number; the result is that of <see cref="double.Parse(string)"/> in the invariant culture.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out double value) =>
        TryShort(text, out value) || (double.TryParse(text, Style, CultureInfo.InvariantCulture, out value) && double.IsFinite(value));

    private static bool TryShort(ReadOnlySpan<byte> text, out double value)
    {
        value = 0;
        if (text.Length is 0 or > ExactDigits + 2) return false;
        var negative = text[0] == '-';
        long whole = 0;
        int digits = 0, fraction = -1;
        for (var i = negative ? 1 : 0; i < text.Length; i++)
        {
            var digit = (uint)(text[i] - '0');
            if (digit <= 9)
            {
                whole = whole * 10 + digit;
                digits++;
                if (fraction >= 0) fraction++;
            }
            else if (text[i] == '.' && fraction < 0) fraction = 0;
            else return false;
        }

        if (digits is 0 or > ExactDigits || fraction == 0) return false;
        value = fraction > 0 ? whole / PowersOfTen[fraction] : whole;
        if (negative) value = -value;
        return true;
    }
}
