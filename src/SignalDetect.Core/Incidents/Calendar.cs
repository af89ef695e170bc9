using System.Globalization;
using SignalDetect.Core.Catalogue;

namespace SignalDetect.Core.Incidents;

/// <summary>
/// Hours in which many people do the same thing at the same moment, such as midnight of the new year in each zone: what is seen in one window of them alone
/// says nothing of an outage. <c>models/calendar.json</c> lists them.
/// </summary>
public sealed class Calendar
{
    private const string Format = "signaldetect-calendar";
    private const string LeapYear = "2000-";
    private const string Form = "yyyy-MM-dd'T'HH:mmzzz";
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    // What lies outside of these years has no calendar: 0001-01-03 to 9998-12-30.
    private static readonly long Least = DateTimeOffset.MinValue.AddDays(2).ToUnixTimeMilliseconds();
    private static readonly long Most = DateTimeOffset.MaxValue.AddDays(-367).ToUnixTimeMilliseconds();

    private readonly List<DateTimeOffset> yearly = [];
    private readonly List<DateTimeOffset> once = [];

    /// <summary>A calendar without hours.</summary>
    public static Calendar Empty { get; } = new();

    /// <summary>True where a span of time has a part of a listed hour in it.</summary>
    /// <param name="start">Its start, Unix milliseconds.</param>
    /// <param name="end">Its end, Unix milliseconds.</param>
    public bool Has(long start, long end)
    {
        if (start < Least || end > Most) return false;
        var (from, to) = (DateTimeOffset.FromUnixTimeMilliseconds(start), DateTimeOffset.FromUnixTimeMilliseconds(end));
        foreach (var hour in once)
            if (from < hour + Hour && to > hour) return true;
        foreach (var hour in yearly)
        {
            var begins = new DateTimeOffset(from.ToOffset(hour.Offset).Year, hour.Month, hour.Day, hour.Hour, hour.Minute, 0, hour.Offset);
            if (from < begins + Hour && to > begins) return true;
            if (to > begins.AddYears(1)) return true;
        }

        return false;
    }

    /// <summary>Reads a calendar file.</summary>
    /// <exception cref="CatalogueException">The file is not as it should be.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Calendar Load(string path) => Parse(File.ReadAllBytes(path), path);

    /// <summary>Reads the bytes of a calendar file.</summary>
    /// <param name="json">The file's bytes.</param>
    /// <param name="file">What messages call it.</param>
    /// <exception cref="CatalogueException">The file is not as it should be.</exception>
    public static Calendar Parse(ReadOnlySpan<byte> json, string file)
    {
        JsonWalk walk = new(json, file);
        Calendar calendar = new();
        walk.EnterObject("the file");
        while (walk.NextField(out string field))
        {
            if (walk.TryHeader(field, Format)) continue;
            if (field is not ("yearly" or "once")) throw walk.Wrong($"unknown field \"{field}\"; known are format, version, yearly, once");
            foreach (var (text, line) in walk.Texts(field))
            {
                var isYearly = field == "yearly";
                if (!DateTimeOffset.TryParseExact((isYearly ? LeapYear : "") + text, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var hour))
                    throw walk.Wrong($"field \"{field}\": \"{text}\" must be the start of an hour with its zone, such as {(isYearly ? "" : "2027-")}01-01T00:00+05:30", line);
                if (isYearly && hour is { Month: 2, Day: 29 }) throw walk.Wrong($"field \"{field}\": \"{text}\" is not in every year", line);
                (isYearly ? calendar.yearly : calendar.once).Add(hour);
            }
        }

        walk.End(Format);
        return calendar;
    }
}
