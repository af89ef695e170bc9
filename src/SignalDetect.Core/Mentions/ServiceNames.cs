using System.Text;
using SignalDetect.Core.Catalogue;

namespace SignalDetect.Core.Mentions;

/// <summary>Finds services by what posts call them: names in running text, hashtags and handles.</summary>
internal sealed class ServiceNames
{
    private const int ShortestStem = 4;

    private readonly PhraseTrie _phrases;
    private readonly NameTable _compact = new();  // names without spaces, for hashtags and handles
    private readonly NameTable _outageTags = new();
    private readonly NameTable _stems = new();    // names that take endings: no ordinary words, none too short
    private readonly byte[][] _endings;
    private readonly byte[][] _nameEndings;
    private readonly byte[][] _nameBeginnings;

    public ServiceNames(ServiceCatalogue catalogue, NameTable vocabulary, IReadOnlyList<Lexicon> lexicons, MatchBuffer scratch)
    {
        _phrases = new PhraseTrie(vocabulary);
        foreach (Service service in catalogue.Services)
        {
            HashSet<string> ordinary = new(service.OrdinaryAliases, StringComparer.OrdinalIgnoreCase);
            foreach (string name in (IEnumerable<string>)[service.Id, service.Name, .. service.Aliases])
            {
                _phrases.TryAdd(name, (service.Index << 1) | (ordinary.Contains(name) ? 1 : 0), scratch);
                _compact.TryAdd(FoldedName.Of(Compact(name)), service.Index);
                if (!ordinary.Contains(name) && Compact(name).Length >= ShortestStem) _stems.TryAdd(FoldedName.Of(Compact(name)), service.Index);
            }
            foreach (string tag in service.Hashtags) _outageTags.TryAdd(FoldedName.Of(tag), service.Index);
        }
        _endings = [.. Folded(lexicons.SelectMany(l => l.HashtagEndings))];
        _nameEndings = [.. Folded(lexicons.SelectMany(l => l.NameEndings))];
        _nameBeginnings = [.. Folded(lexicons.SelectMany(l => l.NameBeginnings))];
    }

    /// <summary>The service named at a word, if any.</summary>
    public bool TryFind(MatchBuffer words, int first, out Find find)
    {
        if (words.SignOf(first) != WordSign.None)
        {
            find = Signed(words.LettersOf(first), first, words.SignOf(first));
            return find.Service >= 0;
        }
        int value = _phrases.Longest(words, first, out int end);
        find = new Find(first, end, value >> 1, PhraseRole.Filler, (value & 1) != 0);
        if (value < 0) find = new Find(first, first + 1, Inflected(words.LettersOf(first)), PhraseRole.Filler, Ordinary: false);
        return find.Service >= 0;
    }

    private int Inflected(ReadOnlySpan<byte> letters)
    {
        int service = Stem(letters);
        for (int i = 0; i < _nameBeginnings.Length && service < 0; i++)
        {
            if (letters.StartsWith(_nameBeginnings[i])) service = Stem(letters[_nameBeginnings[i].Length..]);
        }
        return service;
    }

    private int Stem(ReadOnlySpan<byte> letters)
    {
        int service = letters.Length < ShortestStem ? -1 : _stems.Find(letters);
        for (int i = 0; i < _nameEndings.Length && service < 0; i++)
        {
            if (letters.EndsWith(_nameEndings[i])) service = _stems.Find(letters[..^_nameEndings[i].Length]);
        }
        return service;
    }

    private static IEnumerable<byte[]> Folded(IEnumerable<string> parts) => parts.Distinct(StringComparer.Ordinal).Select(part => FoldedName.Of(Compact(part)));

    private Find Signed(ReadOnlySpan<byte> letters, int first, WordSign sign)
    {
        int service = _compact.Find(letters);
        if (service >= 0 || sign == WordSign.Handle) return new Find(first, first + 1, service, PhraseRole.Filler, Ordinary: false);
        service = _outageTags.Find(letters);
        for (int i = 0; i < _endings.Length && service < 0; i++)
        {
            if (letters.EndsWith(_endings[i])) service = _compact.Find(letters[..^_endings[i].Length]);
        }
        return new Find(first, first + 1, service, PhraseRole.Outage, Ordinary: false);
    }

    private static string Compact(string name)
    {
        StringBuilder letters = new(name.Length);
        foreach (Rune rune in name.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || rune.Value == '_') letters.Append(rune);
        }
        return letters.ToString();
    }
}
