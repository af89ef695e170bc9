using System.Globalization;

namespace SignalDetect.Core.Pipeline;

/// <summary>Times as text in rows and messages: <c>yyyy-MM-ddTHH:mm:ss.fffZ</c>, so that ordinal order is the order of time.</summary>
public static class RowTime
{
    /// <summary>Length of the text, in characters.</summary>
    public const int Length = 24;

    // A year within what .NET's calendar has, so that windows, lateness and ticks around a time have a text as well.
    private const long Earliest = -62_104_060_800_000;
    private const long Latest = 253_370_764_799_999;

    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>The nearest time, Unix milliseconds, from the year 2 to 9998.</summary>
    public static long Within(long time) => Math.Clamp(time, Earliest, Latest);

    /// <summary>The text of a time in Unix milliseconds.</summary>
    public static string Text(long time) => string.Create(Length, time, static (text, time) => Write(time, text));

    /// <summary>Writes the text of a time in Unix milliseconds into the first <see cref="Length"/> characters.</summary>
    public static void Write(long time, Span<char> text) =>
        DateTimeOffset.FromUnixTimeMilliseconds(time).TryFormat(text, out _, Format, CultureInfo.InvariantCulture);

    /// <summary>The Unix milliseconds of such a text.</summary>
    /// <exception cref="FormatException">The text is in another form.</exception>
    public static long Parse(ReadOnlySpan<char> text) =>
        DateTimeOffset.ParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUnixTimeMilliseconds();
}
