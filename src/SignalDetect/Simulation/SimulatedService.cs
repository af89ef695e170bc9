using SignalDetect.Core.Catalogue;

namespace SignalDetect.Simulation;

/// <summary>A service of the catalogue with its quiet life: how much is reported about it when nothing is wrong. All rates are made up.</summary>
/// <param name="Id">The id in the catalogue.</param>
/// <param name="Name">What posts call it.</param>
/// <param name="Features">What its reports name, the commonest first.</param>
/// <param name="Rate">Signals that count for it, a minute, on average over the week.</param>
/// <param name="Places">Where it is used.</param>
internal sealed record SimulatedService(string Id, string Name, IReadOnlyList<string> Features, double Rate, Rhythm Rhythm, IReadOnlyList<Place> Places)
{
    /// <summary>The service that fails.</summary>
    public const string Failing = "tiktok";

    private const double Least = .005;

    private static readonly Dictionary<string, double> Rates = new()
    {
        [Failing] = 1.8, ["instagram"] = .55, ["youtube"] = .55, ["facebook"] = .45, ["x"] = .45, ["whatsapp"] = .40, ["snapchat"] = .30, ["discord"] = .30,
        ["spotify"] = .25, ["roblox"] = .30, ["netflix"] = .22, ["google"] = .20, ["chatgpt"] = .35, ["reddit"] = .20, ["twitch"] = .15, ["amazon"] = .15,
        ["xfinity"] = .25, ["spectrum"] = .22, ["verizon"] = .20, ["att"] = .20, ["t-mobile"] = .18, ["playstation-network"] = .20, ["xbox-live"] = .18,
        ["steam"] = .15, ["fortnite"] = .18, ["gmail"] = .15, ["outlook"] = .15, ["microsoft-teams"] = .15, ["cash-app"] = .12, ["telegram"] = .12,
    };

    private static readonly Dictionary<string, string> Countries = Owners(
        ("US", "att verizon t-mobile us-cellular xfinity spectrum cox optimum frontier youtube-tv hulu peacock sling-tv max espn zelle venmo cash-app chase "
            + "bank-of-america wells-fargo capital-one citibank fidelity schwab robinhood walmart target grubhub doordash instacart delta united aol ring life360"),
        ("GB", "o2 ee three bt virgin-media sky monzo barclays lloyds"), ("DE", "telekom"), ("FR", "orange sfr"), ("IN", "jio airtel"), ("AU", "optus telstra"),
        ("CA", "rogers bell telus interac"), ("JP", "line"));

    private static readonly string[] WorkCategories = ["work", "cloud", "education", "bank", "trading", "meetings", "mail", "security", "storage"];

    /// <summary>Every service of the catalogue, in its order.</summary>
    public static IReadOnlyList<SimulatedService> Of(ServiceCatalogue catalogue) => [.. catalogue.Services.Select(Of)];

    /// <summary>Where reports come from, in proportion to the hour.</summary>
    /// <returns>The rate of this moment over the average one.</returns>
    public double Weigh(long time, Span<double> weights)
    {
        double sum = 0, shares = 0;
        for (var i = 0; i < Places.Count; i++)
        {
            weights[i] = Places[i].Share * Rhythm.At(Places[i].HourOfWeek(time));
            sum += weights[i];
            shares += Places[i].Share;
        }

        return sum / shares;
    }

    private static SimulatedService Of(Service service)
    {
        var places = Countries.TryGetValue(service.Id, out var country) ? Place.All.Where(place => place.Country == country).ToArray() : Place.All;
        // Services without a rate of their own differ by a factor of four, by their place in the catalogue.
        var rate = Rates.GetValueOrDefault(service.Id, Least * (1 + service.Index * 7 % 10 / 3.0));
        return new SimulatedService(
            service.Id, service.Name, service.Features, rate, WorkCategories.Contains(service.Category) ? Rhythm.Work : Rhythm.Leisure, places);
    }

    private static Dictionary<string, string> Owners(params ReadOnlySpan<(string Country, string Ids)> lists)
    {
        var owners = new Dictionary<string, string>();
        foreach (var (country, ids) in lists)
            foreach (var id in ids.Split(' ')) owners.Add(id, country);
        return owners;
    }
}
