using SignalDetect.Core.Catalogue;
using SignalDetect.Core.Signals;
using SignalDetect.Core.Windows;

namespace SignalDetect.Core.Pipeline;

/// <summary>The names of a service's streams, and which streams a part belongs to.</summary>
internal sealed class StreamNames(ServiceCatalogue catalogue, int service)
{
    private static readonly string[] Kinds = ["report", "mention", "works", "count", "official", "probe", "tick", "news", "chatter"];

    public string Service => catalogue.Services[service].Id;

    /// <summary>The stream's full name.</summary>
    public string Of(StreamKey key) => key.Dimension switch
    {
        Dimension.Total => Service,
        Dimension.Kind => $"{Service}/kind={Value(key)}",
        Dimension.Feature => $"{Service}/feature={Value(key)}",
        Dimension.Region => $"{Service}/region={Value(key)}",
        _ => $"{Service}/device={Value(key)}",
    };

    /// <summary>The streams of a part, beside the total.</summary>
    public IEnumerable<StreamKey> Of(Part part)
    {
        yield return new StreamKey(Dimension.Kind, (int)part.Kind);
        if (part.Kind is not (SignalKind.Report or SignalKind.Mention or SignalKind.Count)) yield break;
        if (part.Feature >= 0) yield return new StreamKey(Dimension.Feature, part.Feature);
        if (part.Region >= 0) yield return new StreamKey(Dimension.Region, part.Region);
        if (part.Device >= 0) yield return new StreamKey(Dimension.Device, part.Device);
    }

    /// <summary>Writes a key by the name of its value, which outlives a changed catalogue.</summary>
    public void Write(BinaryWriter to, StreamKey key)
    {
        to.Write((byte)key.Dimension);
        to.Write(Value(key));
    }

    /// <summary>Reads a key; null when the catalogue has no such value any more.</summary>
    public StreamKey? Read(BinaryReader from)
    {
        var dimension = (Dimension)from.ReadByte();
        var value = from.ReadString();
        var index = dimension switch
        {
            Dimension.Total => 0,
            Dimension.Kind => Array.IndexOf(Kinds, value),
            Dimension.Feature => catalogue.FindFeature(service, Bytes(value)),
            Dimension.Region => catalogue.FindRegion(Bytes(value)),
            _ => catalogue.FindDevice(Bytes(value)),
        };
        return index < 0 ? null : new StreamKey(dimension, index);
    }

    private string Value(StreamKey key) => key.Dimension switch
    {
        Dimension.Total => "",
        Dimension.Kind => Kinds[key.Value],
        Dimension.Feature => catalogue.Services[service].Features[key.Value],
        Dimension.Region => catalogue.Regions.CodeOf(key.Value),
        _ => catalogue.Devices[key.Value],
    };

    private static byte[] Bytes(string value) => System.Text.Encoding.UTF8.GetBytes(value);
}
