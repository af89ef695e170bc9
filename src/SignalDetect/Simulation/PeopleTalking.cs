namespace SignalDetect.Simulation;

/// <summary>Makes single signals: who says what about which service, and through what.</summary>
internal sealed class PeopleTalking(Chance chance, IReadOnlyList<SimulatedService> services)
{
    private static readonly string[] Devices = ["ios", "android", "web"];
    private static readonly double[] DeviceWeights = [.45, .40, .15];
    private int number;

    /// <summary>A signal that counts for a service when nothing is wrong with it.</summary>
    public SimulatedSignal Quiet(SimulatedService service, Place place, long at)
    {
        var searches = service.Rate >= .2;
        return chance.Unit() switch
        {
            < .12 => Post(at, Posts.Outage(chance, service.Name), place),
            < .24 when searches => Signal("s", at, "search", "count") with { Service = service.Id, Count = 1, Region = place.Country },
            _ => Report(service.Id, service.Features[First(service.Features.Count)], place, at),
        };
    }

    /// <summary>Something about a service that does not count for it.</summary>
    public SimulatedSignal Aside(SimulatedService service, long at) => chance.Unit() switch
    {
        < .30 => Signal("w", at, "web", "works") with { Service = service.Id, Reporter = Reporter() },
        < .34 => Post(at, Posts.OfTwo(chance, service.Name, Other(service).Name), null),
        < .46 => Post(at, Posts.OfNone(chance), null),
        _ => Post(at, Posts.OfDaily(chance, service.Name), null),
    };

    /// <summary>Somebody whom the outage hits.</summary>
    public SimulatedSignal Hit(Place place, long at) => chance.Unit() switch
    {
        < .05 => Signal("s", at, "search", "count") with { Service = SimulatedService.Failing, Count = 1 + chance.Below(3), Region = place.Country },
        < .07 => Signal("w", at, "web", "works") with { Service = SimulatedService.Failing, Region = place.Code, Reporter = Reporter() },
        < .30 => Post(at, Posts.OfFailing(chance), place),
        _ => Report(SimulatedService.Failing, OutageCourse.FailingFeatures[chance.Weighted(OutageCourse.FeatureWeights(at))], place, at),
    };

    /// <summary>A post that repeats the news.</summary>
    public SimulatedSignal News(long at) => Post(at, Posts.OfNews(chance), null);

    /// <summary>The operator's own word.</summary>
    public SimulatedSignal Official(long at, string state) => Signal("o", at, "x", "official") with { Service = SimulatedService.Failing, State = state };

    /// <summary>The website answers.</summary>
    public SimulatedSignal Probe(long at) => Signal("p", at, "probe", "probe") with { Service = SimulatedService.Failing, State = "up", Region = "US-VA" };

    private SimulatedSignal Report(string service, string feature, Place place, long at)
    {
        var device = Devices[chance.Weighted(DeviceWeights)];
        return Signal("r", at, device == "web" ? "web" : "app", "report") with
        {
            Service = service, Feature = chance.In(.85) ? feature : null, Region = place.Code, Device = device, Reporter = Reporter(),
        };
    }

    private SimulatedSignal Post(long at, string text, Place? place)
    {
        var known = place is not null && chance.In(.5) ? place.Country : null;
        return Signal("m", at, chance.In(.75) ? "x" : "reddit", "mention") with { Text = text, Region = known, Reporter = Reporter() };
    }

    private SimulatedSignal Signal(string prefix, long at, string source, string kind) => new($"{prefix}{++number:D7}", at, source, kind);

    private string Reporter() => $"u{chance.Next() % 400_000:x5}";

    private SimulatedService Other(SimulatedService service)
    {
        var other = services[chance.Below(Math.Min(25, services.Count))];
        return other == service ? services[(chance.Below(20) + 1) % services.Count] : other;
    }

    /// <summary>An index into a list, the first ones most often.</summary>
    private int First(int count)
    {
        var index = 0;
        while (index < count - 1 && chance.In(.6)) index++;
        return index;
    }
}
