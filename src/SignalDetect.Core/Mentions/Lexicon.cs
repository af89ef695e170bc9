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

    private Lexicon()
    {
    }

    internal List<(string Phrase, PhraseRole Role)> Phrases { get; } = [];

    internal List<string> HashtagEndings { get; } = [];

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
            switch (field)
            {
                case "format":
                    if (walk.Text(field).Text != Format) throw walk.Wrong($"field \"format\" must be \"{Format}\"");
                    break;
                case "version":
                    if (walk.Number(field) != 1) throw walk.Wrong("field \"version\" must be 1");
                    break;
                case "$schema" or "language": walk.Text(field); break;
                case "hashtagEndings": lexicon.HashtagEndings.AddRange(walk.Texts(field).Select(t => t.Text)); break;
                case "outage": lexicon.Add(walk.Texts(field), PhraseRole.Outage, field, file, seen); break;
                case "outageOf": lexicon.Add(walk.Texts(field), PhraseRole.OutageOf, field, file, seen); break;
                case "works": lexicon.Add(walk.Texts(field), PhraseRole.Works, field, file, seen); break;
                case "negation": lexicon.Add(walk.Texts(field), PhraseRole.Negation, field, file, seen); break;
                case "elsewhen": lexicon.Add(walk.Texts(field), PhraseRole.Elsewhen, field, file, seen); break;
                case "news": lexicon.Add(walk.Texts(field), PhraseRole.News, field, file, seen); break;
                case "joiners": lexicon.Add(walk.Texts(field), PhraseRole.Joiner, field, file, seen); break;
                case "fillers": lexicon.Add(walk.Texts(field), PhraseRole.Filler, field, file, seen); break;
                case "idioms": lexicon.Add(walk.Texts(field), PhraseRole.Idiom, field, file, seen); break;
                default:
                    throw walk.Wrong(
                        $"unknown field \"{field}\"; known are format, version, language, outage, outageOf, works, negation, elsewhen, news, joiners, fillers, idioms, hashtagEndings");
            }
        }
        walk.End();
        return lexicon;
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
