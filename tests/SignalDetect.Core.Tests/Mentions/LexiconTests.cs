using System.Text;
using SignalDetect.Core.Catalogue;
using SignalDetect.Core.Mentions;
using SignalDetect.Core.Tests.Catalogue;
using Xunit;

namespace SignalDetect.Core.Tests.Mentions;

public sealed class LexiconTests
{
    private const string Header = "\"format\":\"signaldetect-lexicon\",\"version\":1";

    [Fact]
    public void Matcher_WithASecondLexicon_KnowsItsPhrases()
    {
        IReadOnlyList<Lexicon> both =
        [
            .. Lexicon.LoadAll(Models.PathOf("lexicon")),
            Lexicon.Parse(Encoding.UTF8.GetBytes($"{{{Header},\"language\":\"sv\",\"outage\":[\"funkar inte\"],\"hashtagEndings\":[\"strul\"]}}"), "sv.json"),
        ];
        MatchBuffer buffer = new();
        foreach (string text in (string[])["TikTok funkar inte!", "#tiktokStrul"])
        {
            Models.Matcher.Match(Encoding.UTF8.GetBytes(text), buffer);
            Assert.All(buffer.Matches.ToArray(), m => Assert.NotEqual(Core.Signals.SignalKind.Mention, m.Verdict));
            new Matcher(Models.Catalogue, both).Match(Encoding.UTF8.GetBytes(text), buffer);
            Assert.Equal(Core.Signals.SignalKind.Mention, Assert.Single(buffer.Matches.ToArray()).Verdict);
        }
    }

    [Theory]
    [InlineData("{\"version\":1}", 1, "\"format\"")]
    [InlineData("{" + Header + ",\n\"outages\":[]}", 2, "unknown field \"outages\"")]
    [InlineData("{" + Header + ",\n\"outage\":[\"down\"],\n\"works\":[\"down\"]}", 3, "\"down\" stands already in line 2")]
    [InlineData("{" + Header + ",\n\"outage\":\"down\"}", 2, "must be a list")]
    public void Parse_OfABadFile_NamesLineAndField(string json, int line, string said)
    {
        CatalogueException e = Assert.Throws<CatalogueException>(() => Lexicon.Parse(Encoding.UTF8.GetBytes(json), "en.json"));
        Assert.StartsWith($"en.json line {line}: ", e.Message, StringComparison.Ordinal);
        Assert.Contains(said, e.Message, StringComparison.Ordinal);
    }
}
