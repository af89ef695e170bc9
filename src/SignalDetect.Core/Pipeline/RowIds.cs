using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SignalDetect.Core.Pipeline;

/// <summary>The ids of rows: functions of what a row is about, so that a replay makes the same.</summary>
public static class RowIds
{
    /// <summary>The id of a detection.</summary>
    public static string Detection(string pipeline, string stream, string kind, string detector, long windowStart, int windowSeconds) =>
        Digest($"{pipeline}\n{stream}\n{kind}\n{detector}\n{Time(windowStart)}\n{windowSeconds.ToString(CultureInfo.InvariantCulture)}");

    /// <summary>The id of an incident, by the window of its first detection.</summary>
    public static string Incident(string pipeline, string service, long windowStart) => Digest($"{pipeline}\n{service}\n{Time(windowStart)}");

    /// <summary>A time as it stands in rows: <c>yyyy-MM-ddTHH:mm:ss.fffZ</c>.</summary>
    /// <param name="time">Unix milliseconds.</param>
    public static string Time(long time) => RowTime.Text(time);

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
