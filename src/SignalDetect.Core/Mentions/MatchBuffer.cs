using System.Text;
using SignalDetect.Core.Signals;

namespace SignalDetect.Core.Mentions;

/// <summary>The sign before a word.</summary>
internal enum WordSign : byte { None, Hashtag, Handle }

/// <summary>A word of a post: where its folded letters stand.</summary>
internal readonly record struct Word(int Start, int Length, WordSign Sign);

/// <summary>A service or phrase found in a post.</summary>
/// <param name="First">Index of its first word.</param>
/// <param name="End">Index after its last word.</param>
/// <param name="Service">Index in the catalogue, or -1 where it is a phrase.</param>
/// <param name="Role">What the phrase does; of a service <see cref="PhraseRole.Outage"/> where its hashtag tells of an outage.</param>
/// <param name="Ordinary">The service's name is an ordinary word and has no sign before it.</param>
/// <param name="Languages">Of a phrase: bit l is set where it is in lexicon l.</param>
internal readonly record struct Find(int First, int End, int Service, PhraseRole Role, bool Ordinary, uint Languages = 0);

/// <summary>Working memory for matching posts one after the other; one for each thread. Grows to the longest post and stays.</summary>
public sealed class MatchBuffer
{
    private const int NoService = -1;
    private const int SeveralServices = -2;

    private byte[] _letters = new byte[1024];
    private int _lettersLength;
    private Word[] _words = new Word[256];
    private Find[] _finds = new Find[64];
    private int _findCount;
    private readonly uint[] _languages = new uint[Enum.GetValues<PhraseRole>().Length]; // by role: the languages of its phrases in the post
    private readonly int[] _features = new int[8];
    private int _featureCount;
    private int[] _matchOf = []; // by service: 1 + the index of its match
    private ServiceMatch[] _matches = new ServiceMatch[16];
    private int _matchCount;

    /// <summary>What the last post says, by service, in their order; valid until the next.</summary>
    public ReadOnlySpan<ServiceMatch> Matches => Found;

    internal Span<ServiceMatch> Found => _matches.AsSpan(0, _matchCount);

    internal int WordCount { get; private set; }

    /// <summary>The service that the post is about where it names one only, ordinary words aside; below 0 where it names none or several.</summary>
    internal int OnlyService { get; private set; }

    internal ReadOnlySpan<Find> Finds => _finds.AsSpan(0, _findCount);

    /// <summary>Features that the post names, of the whole catalogue, the first eight.</summary>
    internal ReadOnlySpan<int> Features => _features.AsSpan(0, _featureCount);

    internal WordSign SignOf(int word) => _words[word].Sign;

    internal ReadOnlySpan<byte> LettersOf(int word) => _letters.AsSpan(_words[word].Start, _words[word].Length);

    /// <summary>The languages in which the post says something of a role.</summary>
    internal uint LanguagesOf(PhraseRole role) => _languages[(int)role];

    internal void Clear()
    {
        foreach (ServiceMatch match in Matches) _matchOf[match.Service] = 0;
        (_lettersLength, WordCount, _findCount, _matchCount, _featureCount) = (0, 0, 0, 0, 0);
        OnlyService = NoService;
        Array.Clear(_languages);
    }

    internal void Append(Rune rune)
    {
        if (_letters.Length - _lettersLength < 4) Array.Resize(ref _letters, _letters.Length * 2);
        _lettersLength += rune.EncodeToUtf8(_letters.AsSpan(_lettersLength));
    }

    /// <summary>Takes back the letter appended last.</summary>
    internal void TakeBack(Rune rune) => _lettersLength -= rune.Utf8SequenceLength;

    /// <summary>Makes a word of the letters appended since the last one; of none, nothing.</summary>
    internal void EndWord(WordSign sign)
    {
        int start = WordCount == 0 ? 0 : _words[WordCount - 1].Start + _words[WordCount - 1].Length;
        if (start == _lettersLength) return;
        if (WordCount == _words.Length) Array.Resize(ref _words, WordCount * 2);
        _words[WordCount++] = new Word(start, _lettersLength - start, sign);
    }

    internal void Add(Find find)
    {
        if (_findCount == _finds.Length) Array.Resize(ref _finds, _findCount * 2);
        _finds[_findCount++] = find;
        if (find.Service >= 0 && !find.Ordinary) OnlyService = OnlyService == NoService || OnlyService == find.Service ? find.Service : SeveralServices;
        if (find.Service < 0) _languages[(int)find.Role] |= find.Languages;
    }

    internal void AddFeature(int feature)
    {
        if (_featureCount < _features.Length) _features[_featureCount++] = feature;
    }

    /// <summary>Notes that the post names a service and, unless null, what it says of it now.</summary>
    internal void Say(int service, SignalKind? verdict)
    {
        if (service >= _matchOf.Length) Array.Resize(ref _matchOf, Math.Max(service + 1, _matchOf.Length * 2));
        if (_matchOf[service] == 0)
        {
            if (_matchCount == _matches.Length) Array.Resize(ref _matches, _matchCount * 2);
            _matches[_matchCount++] = new ServiceMatch(service, -1, SignalKind.Chatter);
            _matchOf[service] = _matchCount;
        }
        if (verdict is { } said) _matches[_matchOf[service] - 1] = new ServiceMatch(service, -1, said);
    }
}
