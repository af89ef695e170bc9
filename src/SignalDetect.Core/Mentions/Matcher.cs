using System.Text;
using SignalDetect.Core.Catalogue;
using SignalDetect.Core.Signals;

namespace SignalDetect.Core.Mentions;

/// <summary>
/// Finds the services that a post names and what it says of each, by phrases: what is said belongs to the nearest service before it and those listed beside
/// that one (some phrases: after it), and what is said last counts. Takes any bytes; time is linear in the post. Shared by all threads.
/// </summary>
public sealed class Matcher
{
    private readonly ServiceCatalogue _catalogue;
    private readonly ServiceNames _names;
    private readonly PhraseTrie _phrases;
    private readonly PhraseTrie _features;
    private readonly (PhraseRole Role, uint Languages)[] _meanings; // by value of a phrase

    /// <summary>Builds a matcher; of equal phrases in several lexicons the first one's role counts.</summary>
    public Matcher(ServiceCatalogue catalogue, IReadOnlyList<Lexicon> lexicons)
    {
        MatchBuffer scratch = new();
        NameTable vocabulary = new();
        _catalogue = catalogue;
        _names = new ServiceNames(catalogue, vocabulary, lexicons, scratch);
        _phrases = new PhraseTrie(vocabulary);
        _features = new PhraseTrie(vocabulary);
        _meanings = Meanings(lexicons, scratch);
        for (int i = 0; i < catalogue.Features.Length; i++)
        {
            _features.TryAdd(catalogue.Features[i], i, scratch);
            foreach (string alias in catalogue.FeatureAliases[i]) _features.TryAdd(alias, i, scratch);
            foreach ((string feature, string word) in lexicons.SelectMany(l => l.Features)) if (feature == catalogue.Features[i]) _features.TryAdd(word, i, scratch);
        }
    }

    private (PhraseRole Role, uint Languages)[] Meanings(IReadOnlyList<Lexicon> lexicons, MatchBuffer scratch)
    {
        List<(PhraseRole Role, uint Languages)> meanings = [];
        Dictionary<string, int> known = new(StringComparer.Ordinal);
        for (int language = 0; language < lexicons.Count; language++)
        {
            foreach ((string phrase, PhraseRole role) in lexicons[language].Phrases)
            {
                if (known.TryGetValue(phrase, out int same))
                {
                    if (meanings[same].Role == role) meanings[same] = (role, meanings[same].Languages | (1u << language));
                }
                else if (_phrases.TryAdd(phrase, meanings.Count, scratch))
                {
                    known.Add(phrase, meanings.Count);
                    meanings.Add((role, 1u << language));
                }
            }
        }
        return [.. meanings];
    }

    /// <summary>Matches a post against all services; the result is <see cref="MatchBuffer.Matches"/>, by service, empty where it names none.</summary>
    public void Match(ReadOnlySpan<byte> text, MatchBuffer buffer)
    {
        Read(text, buffer);
        for (int i = 0; i < buffer.Finds.Length; i++)
        {
            Find find = buffer.Finds[i];
            if (PostReading.IsStatement(find)) PostReading.Attach(buffer, i);
            else if (find.Service >= 0 && !find.Ordinary) buffer.Say(find.Service, find.Role == PhraseRole.Outage ? SignalKind.Mention : null);
        }
        buffer.Found.Sort(static (a, b) => a.Service.CompareTo(b.Service));
        foreach (ref ServiceMatch match in buffer.Found) match = Finish(buffer, match.Service, match.Verdict);
    }

    /// <summary>What a post that is known to be about one service says of it, whether or not it names it.</summary>
    public ServiceMatch MatchOne(ReadOnlySpan<byte> text, int service, MatchBuffer buffer)
    {
        Read(text, buffer);
        SignalKind verdict = SignalKind.Chatter;
        ReadOnlySpan<Find> finds = buffer.Finds;
        for (int i = 0; i < finds.Length; i++)
        {
            if (PostReading.IsStatement(finds[i])) verdict = PostReading.VerdictOf(finds, i);
            else if (finds[i].Service == service && finds[i].Role == PhraseRole.Outage) verdict = SignalKind.Mention;
        }
        return Finish(buffer, service, verdict);
    }

    /// <summary>Which words of the last post said what, in their order.</summary>
    public IReadOnlyList<SaidWords> Explain(MatchBuffer buffer)
    {
        List<SaidWords> said = [];
        foreach (Find find in buffer.Finds)
        {
            string words = string.Join(' ', Enumerable.Range(find.First, find.End - find.First).Select(word => Encoding.UTF8.GetString(buffer.LettersOf(word))));
            said.Add(new SaidWords(words, find.Service >= 0 ? _catalogue.Services[find.Service].Id : Lexicon.NameOf(find.Role)));
        }
        return said;
    }

    private void Read(ReadOnlySpan<byte> text, MatchBuffer buffer)
    {
        buffer.Clear();
        WordSplitter.Split(text, buffer);
        for (int i = 0; i < buffer.WordCount;)
        {
            int feature = _features.Longest(buffer, i, out _);
            if (feature >= 0) buffer.AddFeature(feature);
            if (!_names.TryFind(buffer, i, out Find find))
            {
                int phrase = _phrases.Longest(buffer, i, out int end);
                if (phrase < 0)
                {
                    i++;
                    continue;
                }
                (PhraseRole role, uint languages) = _meanings[phrase];
                find = new Find(i, end, -1, role, Ordinary: false, languages);
            }
            buffer.Add(find);
            i = find.End;
        }
    }

    // Short words mean different things in different languages: "se" is an if only beside words of its own language.
    private static bool IsOfAnotherTime(MatchBuffer buffer)
    {
        uint said = buffer.LanguagesOf(PhraseRole.Outage) | buffer.LanguagesOf(PhraseRole.OutageOf) | buffer.LanguagesOf(PhraseRole.Works);
        return (buffer.LanguagesOf(PhraseRole.Elsewhen) & (said == 0 ? ~0u : said)) != 0;
    }

    private ServiceMatch Finish(MatchBuffer buffer, int service, SignalKind verdict)
    {
        if (verdict == SignalKind.Mention && buffer.LanguagesOf(PhraseRole.News) != 0) verdict = SignalKind.News;
        if (verdict is SignalKind.Mention or SignalKind.Works && IsOfAnotherTime(buffer)) verdict = SignalKind.Chatter;
        short feature = -1;
        foreach (int named in buffer.Features)
        {
            if (feature < 0 && verdict == SignalKind.Mention) feature = _catalogue.OwnFeature(service, named);
        }
        return new ServiceMatch(service, feature, verdict);
    }
}
