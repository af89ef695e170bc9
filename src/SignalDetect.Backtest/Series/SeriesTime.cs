using SignalDetect.Core.Signals;

namespace SignalDetect.Backtest.Series;

/// <summary>Timestamps of series: RFC 3339, or the same without a zone, which is UTC.</summary>
internal static class SeriesTime
{
    private const int LengthToSeconds = 19;
    private const int Longest = 64;

    /// <summary>Unix milliseconds; what is finer is cut off.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long time)
    {
        time = 0;
        if (text.Length is < LengthToSeconds or > Longest) return false;
        var last = text[^1];
        if (last is (byte)'Z' or (byte)'z' || text[LengthToSeconds..].ContainsAny("+-"u8)) return Rfc3339.TryParse(text, out time);
        Span<byte> zoned = stackalloc byte[Longest + 1];
        text.CopyTo(zoned);
        zoned[text.Length] = (byte)'Z';
        return Rfc3339.TryParse(zoned[..(text.Length + 1)], out time);
    }
}
