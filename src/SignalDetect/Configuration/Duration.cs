using System.Globalization;

namespace SignalDetect.Configuration;

/// <summary>Spans of time as settings and options write them: a whole number and a unit, <c>90s</c>, <c>2m</c>, <c>12h</c>, <c>14d</c>, <c>3y</c> (a year has 365 days).</summary>
internal static class Duration
{
    /// <summary>What a message says of the form.</summary>
    public const string Form = "a whole number and a unit, such as 90s, 2m, 12h, 14d or 3y";

    /// <summary>Reads a span; false where the text has another form or the span is longer than 100 years.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out TimeSpan span)
    {
        span = default;
        if (text.Length < 2 || !int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
        var seconds = text[^1] switch { 's' => 1L, 'm' => 60, 'h' => 3600, 'd' => 86_400, 'y' => 31_536_000, _ => 0 } * number;
        if (seconds > 3_153_600_000 || (seconds == 0 && number != 0) || text[^1] is not ('s' or 'm' or 'h' or 'd' or 'y')) return false;
        span = TimeSpan.FromSeconds(seconds);
        return true;
    }
}
