namespace SignalDetect.Simulation;

/// <summary>A region that people report from.</summary>
/// <param name="Code">ISO 3166.</param>
/// <param name="Share">Its part of all reports about a service that is used everywhere.</param>
/// <param name="Offset">Hours that its winter time is ahead of UTC.</param>
internal sealed record Place(string Code, double Share, double Offset)
{
    /// <summary>Where people report from. Shares are made up, roughly by the number of users of English-language outage sites.</summary>
    public static IReadOnlyList<Place> All { get; } =
    [
        new("US-CA", .060, -8), new("US-TX", .050, -6), new("US-NY", .040, -5), new("US-FL", .035, -5), new("US-IL", .025, -6), new("US-GA", .020, -5),
        new("US-PA", .020, -5), new("US-OH", .020, -5), new("US-NC", .015, -5), new("US-MI", .015, -5), new("US-AZ", .015, -7), new("US-WA", .015, -8),
        new("US-DC", .010, -5), new("US", .060, -6), new("CA", .050, -5), new("MX", .040, -6), new("BR", .060, -3), new("GB", .090, 0),
        new("DE", .060, 1), new("FR", .050, 1), new("ES", .030, 1), new("IT", .030, 1), new("NL", .020, 1), new("TR", .020, 3),
        new("ZA", .010, 2), new("IN", .060, 5.5), new("ID", .030, 7), new("PH", .020, 8), new("JP", .040, 9), new("AU", .020, 11),
    ];

    /// <summary>The country's two letters.</summary>
    public string Country => Code[..2];

    /// <summary>Hours since the week began, on Monday at midnight, by the local clock.</summary>
    /// <param name="time">Unix milliseconds.</param>
    /// <remarks>1970 began on a Thursday, three days after a Monday.</remarks>
    public double HourOfWeek(long time) => (time / 3_600_000.0 + Offset + 72) % 168;
}
