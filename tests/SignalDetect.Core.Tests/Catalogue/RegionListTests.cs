using System.Text;
using SignalDetect.Core.Catalogue;
using Xunit;

namespace SignalDetect.Core.Tests.Catalogue;

public sealed class RegionListTests
{
    private static RegionList Regions => Models.Catalogue.Regions;

    [Fact]
    public void Codes_OfTheShippedFile_AreAllOfIso3166() =>
        Assert.Equal((249, 249 + 5127), (Enumerable.Range(0, Regions.Count).Count(r => Regions.CountryOf(r) == r), Regions.Count));

    [Theory]
    [InlineData("US", "US", "US")]
    [InlineData("us-ca", "US-CA", "US")]
    [InlineData("gB-eNg", "GB-ENG", "GB")]
    [InlineData(" ad-02 ", "AD-02", "AD")]
    [InlineData("HK", "HK", "HK")]
    public void Find_OfACode_IsInAnyCase(string code, string same, string country)
    {
        int region = Find(code);
        Assert.Equal(same, Regions.CodeOf(region));
        Assert.Equal(country, Regions.CodeOf(Regions.CountryOf(region)));
    }

    [Theory]
    [InlineData("UK"), InlineData("USA"), InlineData("US-"), InlineData("US-ZZ"), InlineData("CA-US"), InlineData("U"), InlineData(""), InlineData("US CA"), InlineData("840")]
    public void Find_OfWhatIsNoCode_IsNothing(string code) => Assert.Equal(-1, Find(code));

    [Theory]
    [InlineData("""{"format":"signaldetect-regions","version":1,"regions":{"us":[]}}""", "\"us\"")]
    [InlineData("""{"format":"signaldetect-regions","version":1,"regions":{"US":["CA CA"]}}""", "\"CA\"")]
    [InlineData("""{"format":"signaldetect-regions","version":1,"regions":{"US":["CALIF"]}}""", "\"CALIF\"")]
    [InlineData("""{"format":"signaldetect-regions","version":2,"regions":{}}""", "\"version\"")]
    [InlineData("""{"format":"signaldetect-services","version":1,"regions":{}}""", "\"format\"")]
    [InlineData("""{"version":1,"regions":{}}""", "\"format\"")]
    [InlineData("""{"format":"signaldetect-regions","version":1,"region":{}}""", "\"region\"")]
    public void Parse_OfABadFile_SaysWhere(string json, string said)
    {
        CatalogueException e = Assert.Throws<CatalogueException>(() => RegionList.Parse(Encoding.UTF8.GetBytes(json), "r.json"));
        Assert.StartsWith("r.json line 1: ", e.Message, StringComparison.Ordinal);
        Assert.Contains(said, e.Message, StringComparison.Ordinal);
    }

    private static int Find(string code) => Regions.Find(Encoding.UTF8.GetBytes(code));
}
