using System.Text;
using SignalDetect.Core.Catalogue;
using SignalDetect.Core.Mentions;
using SignalDetect.Core.Signals;
using SignalDetect.Core.Tests.Catalogue;
using Xunit;

namespace SignalDetect.Core.Tests.Mentions;

public sealed class MatcherTests
{
    private readonly MatchBuffer _buffer = new();

    private static ServiceCatalogue Catalogue => Models.Catalogue;

    [Theory]
    [InlineData("tiktok down")]
    [InlineData("is TikTok down??")]
    [InlineData("TIKTOK IS DOWN")]
    [InlineData("Tik Tok isn't working")]
    [InlineData("tiktok isn’t working")]
    [InlineData("tiktok won't load for me")]
    [InlineData("tiktok crashed")]
    [InlineData("tiktok outage")]
    [InlineData("the tiktok app is still not working")]
    [InlineData("can't open tiktok")]
    [InlineData("having problems with tiktok")]
    [InlineData("#TikTokDown")]
    [InlineData("what now #tiktokoutage")]
    [InlineData("#TikTok not working")]
    [InlineData("hey @tiktok are you down")]
    [InlineData("tiktok caido #tiktokcaido")]
    [InlineData("ＴｉｋＴｏｋ ｉｓ ｄｏｗｎ")]
    [InlineData("Tik​Tok is​ down")]
    [InlineData("tiktok's down")]
    [InlineData("TikTok'ta sorun var, tiktok down")]
    [InlineData("tiktok is back up... and tiktok is down again")]
    [InlineData("tiktok is not fixed")]
    public void Match_OfAnOutagePost_IsAMention(string text) => Assert.Equal("tiktok Mention", Match(text));

    [Theory]
    [InlineData("love my new tiktok")]
    [InlineData("tiktok is not down")]
    [InlineData("tiktok isn't down")]
    [InlineData("calm down, it's just tiktok")]
    [InlineData("imagine if tiktok was down")]
    [InlineData("tiktok was down yesterday")]
    [InlineData("how to fix tiktok not working")]
    [InlineData("#tiktok #fyp")]
    public void Match_OfAPostThatReportsNone_IsChatter(string text) => Assert.Equal("tiktok Chatter", Match(text));

    [Theory]
    [InlineData("tiktok is back up", "tiktok Works")]
    [InlineData("tiktok works for me", "tiktok Works")]
    [InlineData("BREAKING: tiktok down for thousands", "tiktok News")]
    [InlineData("tiktok outage, according to Downdetector", "tiktok News")]
    public void Match_OfRecoveryAndNews_SaysSo(string text, string expected) => Assert.StartsWith(expected, Match(text), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("everything is down")]
    [InlineData("tiktokers are down")]
    [InlineData("my antiktok is down")]
    [InlineData("see https://tiktok.com/down and www.tiktok.com/x down")]
    [InlineData("mail me@tiktok.com, I am down")]
    [InlineData("@tiktokfan is down")]
    [InlineData("at t is a letter down")]
    public void Match_OfPostsThatNameNoService_FindsNone(string text) => Assert.Equal("", Match(text));

    [Theory]
    [InlineData("zoom in, turn it down", "")]
    [InlineData("my phone signal was weak, not working today", "")]
    [InlineData("sales teams meet at ten", "")]
    [InlineData("X marks the spot", "")]
    [InlineData("X is down", "x Mention")]
    [InlineData("teams isn't working", "microsoft-teams Mention")]
    [InlineData("Signal is currently down", "signal Mention")]
    [InlineData("is #zoom ok?", "zoom Chatter")]
    [InlineData("@zoom hello", "zoom Chatter")]
    [InlineData("#SlackDown", "slack Mention")]
    public void Match_OfOrdinaryWords_NeedsMoreThanTheWord(string text, string expected) => Assert.Equal(expected, Match(text));

    [Theory]
    [InlineData("instagram facebook and whatsapp all down", "instagram Mention,facebook Mention,whatsapp Mention")]
    [InlineData("whatsapp down, everyone move to telegram", "whatsapp Mention,telegram Chatter")]
    [InlineData("discord is dead but youtube plays fine", "youtube Works,discord Mention")]
    [InlineData("AT&T and Disney+ are down", "disney-plus Mention,att Mention")]
    [InlineData("google cloud is down", "google-cloud Mention")]
    [InlineData("facebook messenger is down", "messenger Mention")]
    public void Match_OfSeveralServices_TellsThemApart(string text, string expected) => Assert.Equal(expected, Match(text));

    [Theory]
    [InlineData("tiktok uploads not working", "upload")]
    [InlineData("tiktok down, my fyp won't load", "feed")]
    [InlineData("tiktok calls not working", null)]
    [InlineData("tiktok down", null)]
    [InlineData("just made a tiktok, comment below", null)]
    public void Match_OfAFeature_NamesItWhereTheServiceHasItAndFails(string text, string? feature)
    {
        Match(text);
        ServiceMatch match = Assert.Single(_buffer.Matches.ToArray());
        Assert.Equal(feature, match.Feature < 0 ? null : Catalogue.Services[match.Service].Features[match.Feature]);
    }

    [Fact]
    public void Match_OfEveryServicesDownTag_IsAMentionOfIt()
    {
        foreach (Service service in Catalogue.Services)
        {
            string tag = string.Concat(service.Name.Where(char.IsLetterOrDigit));
            Assert.Equal($"{service.Id} Mention", Match($"#{tag}Down"));
            Assert.Equal($"{service.Id} Mention", Match($"anyone? #{tag}outage"));
        }
    }

    [Fact]
    public void MatchOne_OfAPostWithoutTheName_ReadsTheTextAlone()
    {
        int tiktok = Catalogue.FindService("tiktok"u8);
        ServiceMatch match = Models.Matcher.MatchOne("my fyp is not working"u8, tiktok, _buffer);
        Assert.Equal((tiktok, SignalKind.Mention), (match.Service, match.Verdict));
        Assert.Equal("feed", Catalogue.Services[tiktok].Features[match.Feature]);
    }

    private string Match(string text)
    {
        Models.Matcher.Match(Encoding.UTF8.GetBytes(text), _buffer);
        return string.Join(',', _buffer.Matches.ToArray().Select(m => $"{Catalogue.Services[m.Service].Id} {m.Verdict}"));
    }
}
