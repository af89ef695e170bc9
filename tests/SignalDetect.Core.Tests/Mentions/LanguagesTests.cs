using System.Text;
using SignalDetect.Core.Mentions;
using SignalDetect.Core.Tests.Catalogue;
using Xunit;

namespace SignalDetect.Core.Tests.Mentions;

/// <summary>Every language with a lexicon: an outage, a recovery, another time and a figure of speech.</summary>
public sealed class LanguagesTests
{
    private readonly MatchBuffer _buffer = new();

    [Theory]
    [InlineData("telegram no me abre desde hace rato", "telegram Mention")]
    [InlineData("si se cae discord lloro", "discord Chatter")]
    [InlineData("discord ya volvió", "discord Works")]
    [InlineData("o discord caiu de novo", "discord Mention")]
    [InlineData("reddit voltou ao normal", "reddit Works")]
    [InlineData("ontem o telegram caiu", "telegram Chatter")]
    [InlineData("reddit ne charge plus du tout", "reddit Mention")]
    [InlineData("spotify est de retour", "spotify Works")]
    [InlineData("hier spotify était en panne", "spotify Chatter")]
    [InlineData("Spotify lädt bei mir einfach nicht, geht nicht", "spotify Mention")]
    [InlineData("netflix geht wieder", "netflix Works")]
    [InlineData("Spotify-Aktie: Ausfall drückt Kurs", "spotify Chatter")]
    [InlineData("youtube non si carica da stamattina", "youtube Mention")]
    [InlineData("telegram è tornato", "telegram Works")]
    [InlineData("youtube doet het niet meer", "youtube Mention")]
    [InlineData("als youtube plat gaat ga ik slapen", "youtube Chatter")]
    [InlineData("discord padł", "discord Mention")]
    [InlineData("problem na discordzie, nie działa nic", "discord Mention")]
    [InlineData("discorda giremiyorum", "discord Mention")]
    [InlineData("reddit geri geldi", "reddit Works")]
    [InlineData("в тиктоке ничего не грузит", "tiktok Mention")]
    [InlineData("дискорд снова работает", "discord Works")]
    [InlineData("اليوتيوب ما يفتح", "youtube Mention")]
    [InlineData("#يوتيوب_معطل", "youtube Mention")]
    [InlineData("discord nahi chal raha bhai", "discord Mention")]
    [InlineData("इंस्टाग्राम ठप", "instagram Mention")]
    [InlineData("spotify gabisa dibuka nih", "spotify Mention")]
    [InlineData("discord udah normal lagi", "discord Works")]
    [InlineData("ディスコードが繋がらない", "discord Mention")]
    [InlineData("昨日インスタ落ちてた", "instagram Chatter")]
    [InlineData("#インスタ障害", "instagram Mention")]
    [InlineData("디스코드 먹통이네", "discord Mention")]
    [InlineData("유튜브 복구됐다", "youtube Works")]
    public void Match_OfAnyLanguage_ReadsIt(string text, string expected) => Assert.Equal(expected, Match(text));

    [Theory]
    [InlineData("tiktok is dowwwwn", "tiktok Mention")]
    [InlineData("DISCOOOORD IS DOWNNN", "discord Mention")]
    [InlineData("no funciona nada, tiktok", "tiktok Mention")]
    [InlineData("half of my tiktoks won't load", "tiktok Mention")]
    public void Match_OfUnusualWriting_ReadsIt(string text, string expected) => Assert.Equal(expected, Match(text));

    [Fact]
    public void Explain_OfAPost_SaysWhichWordsSaidWhat()
    {
        Models.Matcher.Match("whatsapp ne marche plus"u8, _buffer);
        Assert.Equal([new SaidWords("whatsapp", "whatsapp"), new SaidWords("ne marche plus", "outage")], Models.Matcher.Explain(_buffer));
    }

    private string Match(string text)
    {
        Models.Matcher.Match(Encoding.UTF8.GetBytes(text), _buffer);
        return string.Join(',', _buffer.Matches.ToArray().Select(m => $"{Models.Catalogue.Services[m.Service].Id} {m.Verdict}"));
    }
}
