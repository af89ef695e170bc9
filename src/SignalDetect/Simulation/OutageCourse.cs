using System.Globalization;

namespace SignalDetect.Simulation;

/// <summary>
/// The course of TikTok's outage of January 2026. Reported: it began before 09:13 UTC on Sunday the 25th, in the night of the United States; uploads stuck in
/// review, feeds that did not refresh, views at zero, comments, login; Dallas, Houston, Chicago, Atlanta, Tampa and Washington above all; more than 35,000
/// reports overnight; acknowledged on the 26th on X; most of it over in about two days. Chosen here, because no source says it: the minute of the onset, the
/// shape of the rise, who recovers when, and the hour of each statement.
/// </summary>
internal sealed class OutageCourse
{
    /// <summary>The first users notice, at 21:00 in New York on the 24th.</summary>
    public static readonly long Onset = Time("2026-01-25T02:00:00Z");

    /// <summary>The operator's first statement.</summary>
    public static readonly long Acknowledged = Time("2026-01-26T14:30:00Z");

    /// <summary>The operator's next statement.</summary>
    public static readonly long SaidResolved = Time("2026-01-28T02:30:00Z");

    /// <summary>Signals a minute where all of the country is hit, awake and fresh to it.</summary>
    private const double Height = 180;

    /// <summary>Who is still annoyed once the region is back, as a part of the height.</summary>
    private const double Rest = .0015;

    private static readonly long Recovery = Time("2026-01-26T14:00:00Z");

    // Region, how hard it is hit, minutes after the onset until it notices, hours after the start of the recovery until it is on its way back.
    private static readonly Dictionary<string, (double Hit, int Delay, double Back)> Regions = new()
    {
        ["US-TX"] = (1.6, 0, 9.5), ["US-GA"] = (1.6, 10, 8), ["US-FL"] = (1.5, 20, 7), ["US-IL"] = (1.6, 15, 8.5), ["US-DC"] = (1.7, 25, 9),
        ["US-NY"] = (.8, 40, 1), ["US-PA"] = (.8, 45, 2), ["US-OH"] = (.9, 50, 3), ["US-NC"] = (.9, 40, 4), ["US-MI"] = (.9, 55, 3.5),
        ["US-CA"] = (.7, 80, 0), ["US-WA"] = (.7, 90, .5), ["US-AZ"] = (.7, 75, 1.5), ["US"] = (.9, 45, 5),
    };

    private static readonly string[] Features = ["upload", "feed", "metrics", "moderation", "search", "comments", "login", "app"];
    private static readonly double[] AtFirst = [.42, .14, .20, .14, .02, .03, .02, .03];
    private static readonly double[] Later = [.24, .28, .14, .10, .08, .06, .06, .04];

    /// <summary>What fails, for <see cref="FeatureWeights"/>.</summary>
    public static ReadOnlySpan<string> FailingFeatures => Features;

    /// <summary>What fails how often at a time.</summary>
    public static ReadOnlySpan<double> FeatureWeights(long time) => time < Onset + Hours(3) ? AtFirst : Later;

    /// <summary>Signals a minute that the outage brings from a region at a time.</summary>
    public static double Rate(Place place, long time)
    {
        if (time < Onset || !Regions.TryGetValue(place.Code, out var region)) return 0;
        var hours = (time - Onset) / 3_600_000.0 - region.Delay / 60.0;
        if (hours < 0) return 0;
        var awake = .7 + .3 * Rhythm.Leisure.At(place.HourOfWeek(time));
        return Height * place.Share / Country * region.Hit * (Rise(hours) * Interest(hours) * Failing(time, region.Back) + (hours > 6 ? Rest : 0)) * awake;
    }

    private static double Country { get; } = Place.All.Where(place => Regions.ContainsKey(place.Code)).Sum(place => place.Share);

    /// <summary>Minor for some three hours, while it spreads; half the height after five.</summary>
    private static double Rise(double hours) => 1 / (1 + Math.Exp(-(hours - 5) / .65));

    /// <summary>Those who have reported it once do not go on for two days.</summary>
    private static double Interest(double hours) => .20 + .80 * Math.Exp(-Math.Max(0, hours - 7) / 8);

    /// <summary>What part of the region still fails.</summary>
    private static double Failing(long time, double back) => 1 - Math.Clamp(((time - Recovery) / 3_600_000.0 - back) / 3, 0, 1);

    private static long Hours(int hours) => hours * 3_600_000L;

    private static long Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
}
