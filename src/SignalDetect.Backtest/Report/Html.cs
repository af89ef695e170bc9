using System.Globalization;
using System.Net;

namespace SignalDetect.Backtest.Report;

/// <summary>Text as it stands in a page.</summary>
internal static class Html
{
    /// <summary>Escapes text for content and for attributes in double quotes.</summary>
    public static string Escape(string text) => WebUtility.HtmlEncode(text);

    /// <summary>A time in Unix milliseconds, to the minute.</summary>
    public static string Time(long time) => DateTimeOffset.FromUnixTimeMilliseconds(time).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A whole number with its thousands apart.</summary>
    public static string Whole(long value) => value.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '\u202F');

    /// <summary>A figure; a dash where there is none.</summary>
    public static string Figure(double? value, string format = "0.###") => value is { } known ? known.ToString(format, CultureInfo.InvariantCulture) : "–";

    /// <summary>A share in per cent; a dash where there is none.</summary>
    public static string Share(double? value) => value is { } known ? (100 * known).ToString("0.#", CultureInfo.InvariantCulture) + " %" : "–";
}
