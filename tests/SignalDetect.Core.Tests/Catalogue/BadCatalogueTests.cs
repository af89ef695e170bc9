using System.Text;
using SignalDetect.Core.Catalogue;
using Xunit;

namespace SignalDetect.Core.Tests.Catalogue;

public sealed class BadCatalogueTests
{
    private const string Good = """
        {
          "format": "signaldetect-services", "version": 1,
          "services": [
            {
              "id": "alpha", "name": "Alpha",
              "category": "social",
              "aliases": ["al pha", "alfa"],
              "ordinaryAliases": ["alfa"],
              "hashtags": ["alphakaput"],
              "features": ["feed"],
              "related": ["beta"],
              "providers": ["beta"]
            },
            {
              "id": "beta", "name": "Beta", "category": "cloud",
              "aliases": ["be ta"],
              "hashtags": ["betakaput"],
              "features": ["feed", "login"]
            }
          ],
          "features": [
            { "id": "feed", "aliases": ["fyp"] },
            { "id": "login", "aliases": ["sign in"] }
          ],
          "devices": [ { "id": "ios", "aliases": ["iphone"] } ]
        }
        """;

    [Fact]
    public void Parse_OfAGoodFile_ReadsAllOfIt()
    {
        ServiceCatalogue catalogue = Parse(Good);
        Service alpha = catalogue.Services[0];
        Assert.Equal(("alpha", "Alpha", "social"), (alpha.Id, alpha.Name, alpha.Category));
        Assert.Equal<string>(["al pha", "alfa"], alpha.Aliases);
        Assert.Equal<string>(["alfa"], alpha.OrdinaryAliases);
        Assert.Equal<string>(["alphakaput"], alpha.Hashtags);
        Assert.Equal<int>([1], alpha.Related);
        Assert.Equal<int>([1], alpha.Providers);
        Assert.Equal<string>(["feed", "login"], catalogue.Services[1].Features);
    }

    [Fact]
    public void Parse_WithAByteOrderMark_Reads() => Assert.Equal(2, Parse("\uFEFF" + Good).Count);

    [Theory]
    // what is replaced, by what, the line that the message names, a part of what it says
    [InlineData("\"id\": \"beta\"", "\"id\": \"alpha\"", 15, "\"alpha\" is already an entry of services (line 5)")]
    [InlineData("\"id\": \"beta\"", "\"id\": \"Beta\"", 15, "lower-case letters, digits and hyphens")]
    [InlineData("\"id\": \"beta\"", "\"id\": \"beta-\"", 15, "\"beta-\"")]
    [InlineData("\"id\": \"beta\"", "\"id\": \"\"", 15, "field \"id\" must not be empty")]
    [InlineData("\"id\": \"beta\"", "\"id\": 5", 15, "field \"id\" must be a text \"...\", not a number")]
    [InlineData("\"id\": \"beta\",", "", 14, "field \"id\" is missing")]
    [InlineData("\"name\": \"Beta\"", "\"name\": \" \"", 15, "field \"name\" must not be empty")]
    [InlineData("\"name\": \"Beta\"", "\"name\": null", 15, "field \"name\" must be a text \"...\", not null")]
    [InlineData("\"name\": \"Beta\",", "", 14, "field \"name\" is missing")]
    [InlineData("\"name\": \"Beta\"", "\"name\": \"ALFA\"", 7, "\"alfa\" already belongs to beta (line 15)")]
    [InlineData(", \"category\": \"cloud\"", "", 14, "field \"category\" is missing")]
    [InlineData("[\"be ta\"]", "[\"Al Pha\"]", 16, "field \"aliases\" of beta: \"Al Pha\" already belongs to alpha (line 7)")]
    [InlineData("[\"be ta\"]", "[\"be ta\",\n\"BE TA\"]", 17, "\"BE TA\" is one of its names already (line 16)")]
    [InlineData("[\"be ta\"]", "[\"alpha\"]", 16, "\"alpha\" already belongs to alpha (line 5)")]
    [InlineData("[\"be ta\"]", "[7]", 16, "field \"aliases\" lists texts")]
    [InlineData("[\"be ta\"]", "\"be ta\"", 16, "field \"aliases\" must be a list")]
    [InlineData("[\"be ta\"]", "[\"\"]", 16, "field \"aliases\" must not be empty")]
    [InlineData("[\"be ta\"]", "[\"\\ud800\"]", 16, "surrogate")]
    [InlineData("[\"alfa\"]", "[\"alef\"]", 8, "\"alef\" is none of its names")]
    [InlineData("betakaput", "beta kaput", 17, "field \"hashtags\" of beta: \"beta kaput\" must be one word")]
    [InlineData("betakaput", "#betakaput", 17, "without #")]
    [InlineData("betakaput", "AlphaKaput", 17, "\"AlphaKaput\" already belongs to alpha (line 9)")]
    [InlineData("\"related\": [\"beta\"]", "\"related\": [\"gamma\"]", 11, "field \"related\" of alpha: \"gamma\" is no service")]
    [InlineData("\"related\": [\"beta\"]", "\"related\": [\"alpha\"]", 11, "it names itself")]
    [InlineData("\"related\": [\"beta\"]", "\"related\": [\"beta\", \"beta\"]", 11, "stands there twice")]
    [InlineData("\"providers\": [\"beta\"]", "\"providers\": [\"be ta\"]", 12, "field \"providers\" of alpha: \"be ta\" is no service")]
    [InlineData("[\"feed\", \"login\"]", "[\"feed\", \"upload\"]", 18, "field \"features\" of beta: \"upload\" is no feature")]
    [InlineData("\"hashtags\": [\"betakaput\"]", "\"hashtag\": [\"betakaput\"]", 17, "unknown field \"hashtag\"")]
    [InlineData("\"hashtags\": [\"betakaput\"]", "\"id\": \"delta\"", 17, "field \"id\" stands here a second time")]
    [InlineData("\"sign in\"", "\"FYP\"", 23, "\"FYP\" already belongs to feed (line 22)")]
    [InlineData("\"id\": \"login\"", "\"id\": \"feed\"", 23, "\"feed\" is already an entry of features (line 22)")]
    [InlineData("\"id\": \"ios\",", "", 25, "field \"id\" is missing")]
    [InlineData("\"devices\"", "\"gadgets\"", 25, "unknown field \"gadgets\"")]
    [InlineData("\"version\": 1", "\"version\": 2", 2, "field \"version\" must be 1")]
    [InlineData("\"version\": 1,", "", 26, "field \"version\" is missing")]
    [InlineData("signaldetect-services", "signaldetect-regions", 2, "field \"format\" must be \"signaldetect-services\"")]
    [InlineData("\"hashtags\": [\"betakaput\"],", "\"hashtags\": [\"betakaput\"]", 18, "is not JSON")]
    [InlineData("[\"be ta\"]", "[\"be ta\"", 17, "is not JSON")]
    [InlineData("{ \"id\": \"feed\", \"aliases\": [\"fyp\"] }", "\"feed\"", 22, "field \"features\" lists objects {...}, not a text")]
    public void Parse_OfABadEntry_NamesFileLineAndField(string good, string bad, int line, string said)
    {
        CatalogueException e = Assert.Throws<CatalogueException>(() => Parse(Replace(good, bad)));

        Assert.Equal((line, "services.json"), (e.Line, e.File));
        Assert.StartsWith($"services.json line {line}: ", e.Message, StringComparison.Ordinal);
        Assert.Contains(said, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("[]", 1)]
    [InlineData("{\n\"format\": \"signaldetect-services\",\n\"version\": 1,\n\"services\": []\n}", 5)]
    [InlineData("{\"format\": \"signaldetect-services\", \"version\": 1, \"services\": [{\"id\":\"a\",\"name\":\"A\",\"category\":\"c\"}]}\n\n{}", 3)]
    [InlineData("// no comments\n{}", 1)]
    public void Parse_OfAnotherFile_NamesTheLine(string json, int line) =>
        Assert.Equal(line, Assert.Throws<CatalogueException>(() => Parse(json)).Line);

    [Fact]
    public void Parse_OfBytesThatAreNoUtf8_NamesTheLine()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes("{\n\n\"format\": \""), 0xFF, .. "\"}"u8];
        CatalogueException e = Assert.Throws<CatalogueException>(() => ServiceCatalogue.Parse(bytes, "services.json", Models.Catalogue.Regions));
        Assert.Equal("services.json line 3: is not UTF-8; save the file as UTF-8", e.Message);
    }

    [Fact]
    public void Parse_OfAFileCutAnywhere_IsAlwaysACatalogueException()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(Good);
        for (int length = 0; length < bytes.Length; length++)
            Assert.Throws<CatalogueException>(() => ServiceCatalogue.Parse(bytes.AsSpan(0, length), "services.json", Models.Catalogue.Regions));
    }

    private static string Replace(string good, string bad)
    {
        Assert.Contains(good, Good, StringComparison.Ordinal);
        int at = good == "\"related\": [\"beta\"]" || good == "[\"alfa\"]" ? Good.LastIndexOf(good, StringComparison.Ordinal) : Good.IndexOf(good, StringComparison.Ordinal);
        return Good[..at] + bad + Good[(at + good.Length)..];
    }

    private static ServiceCatalogue Parse(string json) => ServiceCatalogue.Parse(Encoding.UTF8.GetBytes(json), "services.json", Models.Catalogue.Regions);
}
