using System.Text;
using SignalDetect.Core.Catalogue;

namespace SignalDetect.Core.Mentions;

/// <summary>Finds services by what posts call them: names in running text, hashtags and handles.</summary>
internal sealed class ServiceNames
{
    private readonly PhraseTrie _phrases;
    private readonly NameTable _compact = new();  // names without spaces, for hashtags and handles
    private readonly NameTable _outageTags = new();
    private readonly byte[][] _endings;

    public ServiceNames(ServiceCatalogue catalogue, NameTable vocabulary, IEnumerable<string> hashtagEndings, MatchBuffer scratch)
    {
        _phrases = new PhraseTrie(vocabulary);
        foreach (Service service in catalogue.Services)
        {
            HashSet<string> ordinary = new(service.OrdinaryAliases, StringComparer.OrdinalIgnoreCase);
            foreach (string name in (IEnumerable<string>)[service.Id, service.Name, .. service.Aliases])
            {
                _phrases.TryAdd(name, (service.Index << 1) | (ordinary.Contains(name) ? 1 : 0), scratch);
                _compact.TryAdd(FoldedName.Of(Compact(name)), service.Index);
            }
            foreach (string tag in service.Hashtags) _outageTags.TryAdd(FoldedName.Of(tag), service.Index);
        }
        _endings = [.. hashtagEndings.Distinct(StringComparer.Ordinal).Select(e => FoldedName.Of(Compact(e)))];
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
        return value >= 0;
    }

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
