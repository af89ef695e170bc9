using System.Collections.Immutable;

namespace SignalDetect.Core.Catalogue;

/// <summary>An entry of the catalogue.</summary>
/// <param name="Index">Its place in the catalogue, from 0.</param>
/// <param name="Id">What streams, keys and rows call it: lower-case letters, digits and hyphens.</param>
/// <param name="Key">The id in UTF-8: the key of its records.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Category">The sort of service it is, for instance <c>social</c>.</param>
/// <param name="Aliases">Its other names, common misspellings among them.</param>
/// <param name="OrdinaryAliases">Those of its names that are ordinary words too, so that in a post they need more to mean it.</param>
/// <param name="Hashtags">Hashtags, without #, under which its outages are told.</param>
/// <param name="Features">Ids of its problem categories.</param>
/// <param name="Related">Services that people turn to or blame together with it, by index.</param>
/// <param name="Providers">Services that it runs on, by index.</param>
public sealed record Service(
    int Index, string Id, ReadOnlyMemory<byte> Key, string Name, string Category, ImmutableArray<string> Aliases, ImmutableArray<string> OrdinaryAliases,
    ImmutableArray<string> Hashtags, ImmutableArray<string> Features, ImmutableArray<int> Related, ImmutableArray<int> Providers);
