namespace SignalDetect.Core.Catalogue;

/// <summary>An entry of services.json as it was written, not yet checked against the others.</summary>
internal sealed class ServiceEntry
{
    public Placed Id { get; set; }
    public Placed Name { get; set; }
    public Placed Category { get; set; }
    public List<Placed> Aliases { get; set; } = [];
    public List<Placed> OrdinaryAliases { get; set; } = [];
    public List<Placed> Hashtags { get; set; } = [];
    public List<Placed> Features { get; set; } = [];
    public List<Placed> Related { get; set; } = [];
    public List<Placed> Providers { get; set; } = [];
}

/// <summary>A feature or device with its other names.</summary>
internal sealed record NamedEntry(Placed Id, List<Placed> Aliases);

/// <summary>services.json as it was written: known fields of the right type, ids well formed; nothing is looked up yet.</summary>
internal sealed class CatalogueFile
{
    private const string Format = "signaldetect-services";

    public List<ServiceEntry> Services { get; } = [];
    public List<NamedEntry> Features { get; } = [];
    public List<NamedEntry> Devices { get; } = [];

    /// <exception cref="CatalogueException">The file is not JSON, or has an unknown field or a value of the wrong type.</exception>
    public static CatalogueFile Read(ReadOnlySpan<byte> json, string file)
    {
        JsonWalk walk = new(json, file);
        CatalogueFile read = new();
        walk.EnterObject("the file");
        while (walk.NextField(out string field))
        {
            if (walk.TryHeader(field, Format)) continue;
            switch (field)
            {
                case "services": ReadServices(ref walk, read.Services); break;
                case "features": ReadNamed(ref walk, field, read.Features); break;
                case "devices": ReadNamed(ref walk, field, read.Devices); break;
                default: throw walk.Wrong($"unknown field \"{field}\"; known are format, version, services, features, devices");
            }
        }
        if (read.Services.Count == 0) throw walk.Wrong("field \"services\" is missing or empty; it must list at least one service");
        walk.End(Format);
        return read;
    }

    private static void ReadServices(ref JsonWalk walk, List<ServiceEntry> to)
    {
        walk.EnterList("services");
        while (walk.NextObject("services"))
        {
            int first = walk.Line;
            ServiceEntry entry = new();
            while (walk.NextField(out string field))
            {
                switch (field)
                {
                    case "id": entry.Id = ReadId(ref walk); break;
                    case "name": entry.Name = walk.Text(field); break;
                    case "category": entry.Category = walk.Text(field); break;
                    case "aliases": entry.Aliases = walk.Texts(field); break;
                    case "ordinaryAliases": entry.OrdinaryAliases = walk.Texts(field); break;
                    case "hashtags": entry.Hashtags = walk.Texts(field); break;
                    case "features": entry.Features = walk.Texts(field); break;
                    case "related": entry.Related = walk.Texts(field); break;
                    case "providers": entry.Providers = walk.Texts(field); break;
                    default:
                        throw walk.Wrong(
                            $"unknown field \"{field}\"; a service has id, name, category, aliases, ordinaryAliases, hashtags, features, related, providers");
                }
            }
            Require(walk, entry.Id, "id", first);
            Require(walk, entry.Name, "name", first);
            Require(walk, entry.Category, "category", first);
            to.Add(entry);
        }
    }

    private static void ReadNamed(ref JsonWalk walk, string list, List<NamedEntry> to)
    {
        walk.EnterList(list);
        while (walk.NextObject(list))
        {
            int first = walk.Line;
            Placed id = default;
            List<Placed> aliases = [];
            while (walk.NextField(out string field))
            {
                switch (field)
                {
                    case "id": id = ReadId(ref walk); break;
                    case "aliases": aliases = walk.Texts(field); break;
                    default: throw walk.Wrong($"unknown field \"{field}\"; an entry of {list} has id, aliases");
                }
            }
            Require(walk, id, "id", first);
            to.Add(new NamedEntry(id, aliases));
        }
    }

    private static void Require(in JsonWalk walk, Placed value, string field, int first)
    {
        if (value.Text is null) throw walk.Wrong($"field \"{field}\" is missing; give this entry one", first);
    }

    private static Placed ReadId(ref JsonWalk walk)
    {
        Placed id = walk.Text("id");
        bool good = id.Text.Length <= 40 && id.Text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') && id.Text[0] != '-' && id.Text[^1] != '-';
        return good ? id : throw walk.Wrong($"field \"id\": \"{id.Text}\" must be at most 40 lower-case letters, digits and hyphens, with none at its ends");
    }
}
