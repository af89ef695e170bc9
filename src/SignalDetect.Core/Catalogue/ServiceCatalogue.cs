using System.Collections.Immutable;
using System.Text;

namespace SignalDetect.Core.Catalogue;

/// <summary>The known services with their names, features and relations, and the known devices and regions. Immutable; names are found without allocation, in any case.</summary>
public sealed class ServiceCatalogue
{
    private readonly NameTable _services;
    private readonly NameTable _features;
    private readonly NameTable _devices;
    private readonly short[][] _ownFeature; // by service, then by feature of the whole catalogue

    private ServiceCatalogue(CatalogueFile read, CatalogueCheck check, RegionList regions)
    {
        Regions = regions;
        _services = check.Claim("services", [.. read.Services.Select(s => (s.Id, (Placed?)s.Name, s.Aliases))]);
        _features = check.Claim("features", [.. read.Features.Select(f => (f.Id, (Placed?)null, f.Aliases))]);
        _devices = check.Claim("devices", [.. read.Devices.Select(d => (d.Id, (Placed?)null, d.Aliases))]);
        check.Hashtags(read.Services);
        Features = [.. read.Features.Select(f => f.Id.Text)];
        FeatureAliases = [.. read.Features.Select(f => f.Aliases.Select(a => a.Text).ToImmutableArray())];
        Devices = [.. read.Devices.Select(d => d.Id.Text)];
        Dictionary<string, int> serviceIds = Numbered(read.Services.Select(s => s.Id.Text));
        Dictionary<string, int> featureIds = Numbered(Features);
        _ownFeature = new short[read.Services.Count][];
        Services = [.. read.Services.Select((entry, index) => Build(entry, index, check, serviceIds, featureIds))];
    }

    /// <summary>All services, in the order of the file; <see cref="Service.Index"/> is the place here.</summary>
    public ImmutableArray<Service> Services { get; }

    /// <summary>How many services there are.</summary>
    public int Count => Services.Length;

    /// <summary>Ids of the known devices.</summary>
    public ImmutableArray<string> Devices { get; }

    /// <summary>The known regions.</summary>
    public RegionList Regions { get; }

    /// <summary>Ids of all features that any service can have.</summary>
    internal ImmutableArray<string> Features { get; }

    /// <summary>Of each of <see cref="Features"/> its other names.</summary>
    internal ImmutableArray<ImmutableArray<string>> FeatureAliases { get; }

    /// <summary>Reads services.json and, beside it, regions.json.</summary>
    /// <exception cref="CatalogueException">An entry is not as it should be.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static ServiceCatalogue Load(string path)
    {
        string regions = Path.Combine(Path.GetDirectoryName(path) ?? "", "regions.json");
        return Parse(File.ReadAllBytes(path), path, RegionList.Parse(File.ReadAllBytes(regions), regions));
    }

    /// <summary>Reads the bytes of a services.json.</summary>
    /// <param name="json">The file's bytes.</param>
    /// <param name="file">What messages call it.</param>
    /// <param name="regions">The regions that signals may name.</param>
    /// <exception cref="CatalogueException">An entry is not as it should be.</exception>
    public static ServiceCatalogue Parse(ReadOnlySpan<byte> json, string file, RegionList regions) =>
        new(CatalogueFile.Read(json, file), new CatalogueCheck(file), regions);

    /// <summary>Index of the service with this id, name or alias; -1 where there is none.</summary>
    public int FindService(ReadOnlySpan<byte> name) => _services.FindFolded(name);

    /// <summary>Index, in the service's own features, of the one with this id or alias; -1 where the service has none such.</summary>
    public short FindFeature(int service, ReadOnlySpan<byte> name)
    {
        int feature = _features.FindFolded(name);
        return feature < 0 ? (short)-1 : _ownFeature[service][feature];
    }

    /// <summary>Index of the device with this id or alias; -1 where there is none.</summary>
    public short FindDevice(ReadOnlySpan<byte> name) => (short)_devices.FindFolded(name);

    /// <summary>Index of the region with this code; -1 where there is none.</summary>
    public int FindRegion(ReadOnlySpan<byte> code) => Regions.Find(code);

    /// <summary>Index, in the service's own features, of a feature of the whole catalogue; -1 where it has not that one.</summary>
    internal short OwnFeature(int service, int feature) => _ownFeature[service][feature];

    private Service Build(ServiceEntry entry, int index, CatalogueCheck check, Dictionary<string, int> services, Dictionary<string, int> features)
    {
        string id = entry.Id.Text;
        check.Ordinary(entry);
        int[] own = check.Resolve(entry.Features, "features", id, "feature", features);
        short[] ownFeature = new short[features.Count];
        Array.Fill(ownFeature, (short)-1);
        for (short i = 0; i < own.Length; i++) ownFeature[own[i]] = i;
        _ownFeature[index] = ownFeature;
        return new Service(
            index, id, Encoding.UTF8.GetBytes(id), entry.Name.Text, entry.Category.Text, Texts(entry.Aliases), Texts(entry.OrdinaryAliases),
            Texts(entry.Hashtags), Texts(entry.Features), [.. check.Resolve(entry.Related, "related", id, "service", services)],
            [.. check.Resolve(entry.Providers, "providers", id, "service", services)]);
    }

    private static ImmutableArray<string> Texts(List<Placed> placed) => [.. placed.Select(p => p.Text)];

    private static Dictionary<string, int> Numbered(IEnumerable<string> ids) =>
        ids.Select((id, i) => (id, i)).ToDictionary(p => p.id, p => p.i, StringComparer.Ordinal);
}
