using System.Globalization;
using System.Net;

namespace SignalDetect.Backtest.Report;

/// <summary>Text as it stands in a page.</summary>
internal static class Html
{
    private const int Decimals = 6;

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

    /// <summary>So many of a thing.</summary>
    public static string Count(long count, string thing) => $"{Whole(count)} {thing}{(count == 1 ? "" : "s")}";

    /// <summary>Minutes, from two hours on as hours.</summary>
    public static string Minutes(double? minutes) => minutes is not { } known ? "–" : Math.Abs(known) < 120 ? $"{Figure(known, "0.#")} min" : $"{Figure(known / 60, "0.#")} h";

    /// <summary>A length of time.</summary>
    public static string Span(int seconds) =>
        seconds % 3600 == 0 ? $"{seconds / 3600} h" : seconds % 60 == 0 ? $"{seconds / 60} min" : $"{seconds} s";

    /// <summary>A figure of <c>report.json</c> as people read it, with the exact value beside it for programs.</summary>
    /// <param name="key">Its name there.</param>
    /// <param name="value">Its value; null for none.</param>
    /// <param name="shown">What is read.</param>
    public static string Data(string key, double? value, string shown) =>
        value is { } known ? $"<data class=\"{key}\" value=\"{Math.Round(known, Decimals).ToString("R", CultureInfo.InvariantCulture)}\">{shown}</data>" : shown;
}
