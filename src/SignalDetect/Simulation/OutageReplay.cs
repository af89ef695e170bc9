using System.Globalization;
using SignalDetect.Core.Catalogue;

namespace SignalDetect.Simulation;

/// <summary>
/// The signals of the demo: some days of quiet life of every service, TikTok's outage of January 2026 (<see cref="OutageCourse"/>), and a quiet day. The same
/// catalogue gives the same lines on every machine. Among them are duplicates, late and broken messages, and posts about two services or none.
/// </summary>
internal sealed class OutageReplay
{
    /// <summary>The first minute.</summary>
    public static readonly long Start = DateTimeOffset.Parse("2026-01-22T12:00:00Z", CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();

    /// <summary>The end of the last minute.</summary>
    public static readonly long End = DateTimeOffset.Parse("2026-01-28T06:00:00Z", CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();

    private const long Minute = 60_000;
    private const double DuplicateShare = .008;
    private const double LateShare = .003;
    private const double BrokenShare = .0025;

    private readonly IReadOnlyList<SimulatedService> services;
    private readonly Chance chance = new(20260125);
    private readonly Arrivals arrivals = new();
    private readonly PeopleTalking people;

    public OutageReplay(ServiceCatalogue catalogue)
    {
        services = SimulatedService.Of(catalogue);
        people = new PeopleTalking(chance, services);
    }

    /// <summary>The lines in the order in which they arrive. To be read once.</summary>
    public IEnumerable<byte[]> Lines()
    {
        var weights = new double[Place.All.Count];
        for (var minute = Start; minute < End; minute += Minute)
        {
            foreach (var service in services)
            {
                var rate = service.Rate * service.Weigh(minute, weights);
                for (var left = chance.Poisson(rate); left > 0; left--) Send(people.Quiet(service, service.Places[chance.Weighted(weights.AsSpan(0, service.Places.Count))], Within(minute)));
                for (var left = chance.Poisson(rate * .22); left > 0; left--) Send(people.Aside(service, Within(minute)));
            }

            Fail(minute);
            Say(minute);
            foreach (var line in arrivals.Before(minute + Minute)) yield return line;
        }

        foreach (var line in arrivals.Before(long.MaxValue)) yield return line;
    }

    private void Fail(long minute)
    {
        var all = 0.0;
        foreach (var place in Place.All)
        {
            var rate = OutageCourse.Rate(place, minute);
            all += rate;
            for (var left = chance.Poisson(rate); left > 0; left--) Send(people.Hit(place, Within(minute)));
        }

        for (var left = chance.Poisson(all * .04); left > 0; left--) Send(people.News(Within(minute)));
    }

    /// <summary>The operator's statements and the probe of the website, which stays up.</summary>
    private void Say(long minute)
    {
        if (minute == OutageCourse.Acknowledged) Send(people.Official(minute, "acknowledged"));
        if (minute == OutageCourse.SaidResolved) Send(people.Official(minute, "resolved"));
        if (minute % (5 * Minute) == 0) Send(people.Probe(minute));
    }

    private void Send(SimulatedSignal signal)
    {
        if (chance.In(BrokenShare))
        {
            arrivals.Add(signal.At, Damage.Break(signal, chance));
            return;
        }

        var line = signal.ToLine();
        var delay = chance.In(LateShare) ? chance.Between(4 * Minute, 40 * Minute) : chance.In(.2) ? chance.Between(0, 45_000) : 0;
        arrivals.Add(signal.At + delay, line);
        if (chance.In(DuplicateShare)) arrivals.Add(signal.At + delay + chance.Between(500, 60_000), line);
    }

    private long Within(long minute) => minute + chance.Below((int)Minute);
}
