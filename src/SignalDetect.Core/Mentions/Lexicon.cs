using System.Collections.Frozen;
using SignalDetect.Core.Catalogue;

namespace SignalDetect.Core.Mentions;

/// <summary>What a phrase does in a post.</summary>
internal enum PhraseRole : byte
{
    /// <summary>Says that something fails now.</summary>
    Outage,
    /// <summary>Says that what is named after it fails now.</summary>
    OutageOf,
    /// <summary>Says that it works, or works again.</summary>
    Works,
    /// <summary>Turns an outage phrase right after it into its opposite.</summary>
    Negation,
    /// <summary>Speaks of another time, or of what is only thought of: no outage in the whole post.</summary>
    Elsewhen,
    /// <summary>Marks the whole post as news.</summary>
    News,
    /// <summary>Holds a list of services together.</summary>
    Joiner,
    /// <summary>May stand between a service and what is said of it.</summary>
    Filler,
    /// <summary>Contains words of another role and says nothing.</summary>
    Idiom,
}

/// <summary>The phrases of one language by role, and the ends of hashtags that tell of an outage.</summary>
public sealed class Lexicon
{
    private const string Format = "signaldetect-lexicon";

    private static readonly FrozenDictionary<string, PhraseRole> Roles = new Dictionary<string, PhraseRole>(StringComparer.Ordinal)
    {
        ["outage"] = PhraseRole.Outage,
        ["outageOf"] = PhraseRole.OutageOf,
        ["works"] = PhraseRole.Works,
        ["negation"] = PhraseRole.Negation,
        ["elsewhen"] = PhraseRole.Elsewhen,
        ["news"] = PhraseRole.News,
        ["joiners"] = PhraseRole.Joiner,
        ["fillers"] = PhraseRole.Filler,
        ["idioms"] = PhraseRole.Idiom,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private Lexicon()
    {
    }

    internal List<(string Phrase, PhraseRole Role)> Phrases { get; } = [];

    internal List<string> HashtagEndings { get; } = [];

    /// <summary>Letters that this language puts after a name (tiktokta) or before it.</summary>
    internal List<string> NameEndings { get; } = [];

    internal List<string> NameBeginnings { get; } = [];

    /// <summary>Words for features, beside those of the catalogue.</summary>
    internal List<(string Feature, string Word)> Features { get; } = [];

    /// <summary>Reads every *.json of a folder, in the ordinal order of their names.</summary>
    /// <exception cref="CatalogueException">A file is not as it should be.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static IReadOnlyList<Lexicon> LoadAll(string folder) =>
        [.. Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(file => Parse(File.ReadAllBytes(file), file))];

    /// <summary>Reads the bytes of a lexicon file.</summary>
    /// <param name="json">The file's bytes.</param>
    /// <param name="file">What messages call it.</param>
    /// <exception cref="CatalogueException">The file is not as it should be.</exception>
    public static Lexicon Parse(ReadOnlySpan<byte> json, string file)
    {
        JsonWalk walk = new(json, file);
        Lexicon lexicon = new();
        Dictionary<string, Placed> seen = new(StringComparer.Ordinal);
        walk.EnterObject("the file");
        while (walk.NextField(out string field))
        {
            if (walk.TryHeader(field, Format)) continue;
            if (field == "language") walk.Text(field);
            else if (field == "hashtagEndings") lexicon.HashtagEndings.AddRange(walk.Texts(field).Select(t => t.Text));
            else if (field == "nameEndings") lexicon.NameEndings.AddRange(walk.Texts(field).Select(t => t.Text));
            else if (field == "nameBeginnings") lexicon.NameBeginnings.AddRange(walk.Texts(field).Select(t => t.Text));
            else if (field == "features") lexicon.AddFeatures(ref walk);
            else if (Roles.TryGetValue(field, out PhraseRole role)) lexicon.Add(walk.Texts(field), role, field, file, seen);
            else throw walk.Wrong($"unknown field \"{field}\"; known are format, version, language, features, hashtagEndings, nameBeginnings, nameEndings, {string.Join(", ", Roles.Keys.Order(StringComparer.Ordinal))}");
        }
        walk.End(Format);
        return lexicon;
    }

    /// <summary>What lexicons call a role.</summary>
    internal static string NameOf(PhraseRole role) => Roles.First(named => named.Value == role).Key;

    private void AddFeatures(ref JsonWalk walk)
    {
        walk.EnterObject("features");
        while (walk.NextField(out string feature)) Features.AddRange(walk.Texts(feature).Select(word => (feature, word.Text)));
    }

    private void Add(List<Placed> phrases, PhraseRole role, string field, string file, Dictionary<string, Placed> seen)
    {
        foreach (Placed phrase in phrases)
        {
            if (!seen.TryAdd(phrase.Text, phrase))
                throw new CatalogueException(file, phrase.Line, $"field \"{field}\": \"{phrase.Text}\" stands already in line {seen[phrase.Text].Line}; keep one");
            Phrases.Add((phrase.Text, role));
        }
    }
}
