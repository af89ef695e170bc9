using System.Text;
using SignalDetect.Core.Mentions;
using SignalDetect.Core.Tests.Catalogue;
using Xunit;
using Xunit.Abstractions;

namespace SignalDetect.Core.Tests.Mentions;

public sealed class MatcherFuzzTests(ITestOutputHelper output)
{
    private const int Seed = 1_618_033;

    private static readonly string[] Pieces =
    [
        "tiktok", "TikTok", " tik tok", "#", "@", "down", " down", "not ", "outage", " and ", "instagram", "x", " ", "\n", "'", "’", "t", "&", "+", "_", "://", "www.", ".", "ü", "İ", "ſ",
        "😩", "\u200B", "\u0301", "が", "落ちてる", "ｔｉｋ", "breaking", "yesterday", "works", "\0", "\uFFFD",
    ];

    [Fact]
    public void Match_OfAnyBytes_GivesEachServiceOnceInOrder()
    {
        output.WriteLine($"seed {Seed}");
        Random random = new(Seed);
        MatchBuffer buffer = new(), fresh = new();
        for (int i = 0; i < 20_000; i++)
        {
            byte[] text = Text(random);
            Models.Matcher.Match(text, buffer);
            ServiceMatch[] matches = buffer.Matches.ToArray();
            for (int k = 1; k < matches.Length; k++) Assert.True(matches[k - 1].Service < matches[k].Service);
            if (i % 100 == 0) fresh = new MatchBuffer();
            Models.Matcher.Match(text, fresh);
            Assert.Equal(matches, fresh.Matches.ToArray());
            Models.Matcher.MatchOne(text, 0, buffer);
        }
    }

    [Theory]
    [InlineData("down "), InlineData("tiktok "), InlineData("tiktok down "), InlineData("tiktok and "), InlineData("x "), InlineData("@"), InlineData("#tiktokdown"), InlineData("not "), InlineData("'t")]
    public void Match_OfAVeryLongPost_Ends(string piece)
    {
        MatchBuffer buffer = new();
        Models.Matcher.Match(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(piece, 200_000))), buffer);
        Assert.True(buffer.Matches.Length <= 1);
    }

    private static byte[] Text(Random random)
    {
        List<byte> text = [];
        for (int pieces = random.Next(30); pieces > 0; pieces--)
        {
            if (random.Next(8) == 0) text.Add((byte)random.Next(256));
            else text.AddRange(Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
        }
        return [.. text];
    }
}
