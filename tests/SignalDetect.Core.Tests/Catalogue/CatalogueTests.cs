using System.Text;
using SignalDetect.Core.Catalogue;
using Xunit;

namespace SignalDetect.Core.Tests.Catalogue;

public sealed class CatalogueTests
{
    private static ServiceCatalogue Catalogue => Models.Catalogue;

    [Fact]
    public void Services_OfTheShippedFile_AreManyWithTikTokFirst()
    {
        Assert.True(Catalogue.Count >= 80, $"{Catalogue.Count} services");
        Assert.Equal(Catalogue.Count, Catalogue.Services.Length);
        Assert.Equal("tiktok", Catalogue.Services[0].Id);
        Assert.Equal<string>(
            ["upload", "feed", "search", "login", "messages", "live", "moderation", "metrics", "comments", "app", "website"],
            Catalogue.Services[0].Features);
    }

    [Fact]
    public void Services_OfTheShippedFile_AreWholeAndFoundByEveryName()
    {
        foreach (Service service in Catalogue.Services)
        {
            Assert.Equal(service.Id, Catalogue.Services[service.Index].Id);
            Assert.Equal(service.Id, Encoding.UTF8.GetString(service.Key.Span));
            Assert.NotEmpty(service.Features);
            foreach (string name in (IEnumerable<string>)[service.Id, service.Name, .. service.Aliases])
                Assert.Equal(service.Index, FindService(name));
            for (short i = 0; i < service.Features.Length; i++)
                Assert.Equal(i, Catalogue.FindFeature(service.Index, Encoding.UTF8.GetBytes(service.Features[i])));
        }
    }

    [Theory]
    [InlineData("TikTok"), InlineData("Facebook"), InlineData("Instagram"), InlineData("WhatsApp"), InlineData("Messenger"), InlineData("Threads"), InlineData("X")]
    [InlineData("Twitter"), InlineData("YouTube"), InlineData("Snapchat"), InlineData("Spotify"), InlineData("Tinder"), InlineData("Venmo"), InlineData("DoorDash")]
    [InlineData("Pinterest"), InlineData("Viber"), InlineData("Google"), InlineData("Gmail"), InlineData("Fastly"), InlineData("Rogers"), InlineData("Interac")]
    [InlineData("AT&T"), InlineData("Verizon"), InlineData("T-Mobile"), InlineData("CrowdStrike"), InlineData("PlayStation Network"), InlineData("PSN")]
    [InlineData("ChatGPT"), InlineData("Google Cloud"), InlineData("gcp"), InlineData("Discord"), InlineData("AWS"), InlineData("Azure"), InlineData("Xbox")]
    [InlineData("Minecraft"), InlineData("Cloudflare"), InlineData("Akamai"), InlineData("Grok"), InlineData("Slack"), InlineData("Roblox"), InlineData("Twitch")]
    [InlineData("Skype"), InlineData("Netflix"), InlineData("Apple"), InlineData("iCloud"), InlineData("Steam"), InlineData("Fortnite"), InlineData("M365")]
    public void FindService_OfNamesInKnownOutages_Finds(string name) => Assert.True(FindService(name) >= 0);

    [Theory]
    [InlineData("TIKTOK", "tiktok")]
    [InlineData(" \t tik ToK\u00a0\r\n", "tiktok")]
    [InlineData("ТИКТОК", "tiktok")]
    [InlineData("Disney+", "disney-plus")]
    [InlineData("at&t", "att")]
    [InlineData("tiktoks", null)]
    [InlineData("tik\u0000tok", null)]
    [InlineData("", null)]
    [InlineData("   ", null)]
    public void FindService_InAnyCaseAndSpace_FindsWholeNamesOnly(string name, string? id)
    {
        int found = FindService(name);
        Assert.Equal(id, found < 0 ? null : Catalogue.Services[found].Id);
    }

    [Fact]
    public void Find_OfBytesThatAreNoName_FindsNothing()
    {
        byte[] endless = new byte[100_000];
        Array.Fill(endless, (byte)'a');
        foreach (byte[] name in (byte[][])[endless, [0xFF, 0xFE], [0xED, 0xA0, 0x80], [0xC3]])
        {
            Assert.Equal(-1, Catalogue.FindService(name));
            Assert.Equal(-1, Catalogue.FindFeature(0, name));
            Assert.Equal(-1, Catalogue.FindDevice(name));
            Assert.Equal(-1, Catalogue.FindRegion(name));
        }
    }

    [Theory]
    [InlineData("tiktok", "FYP", "feed")]
    [InlineData("tiktok", "sign in", "login")]
    [InlineData("tiktok", "calls", null)]
    [InlineData("whatsapp", "Calls", "calls")]
    [InlineData("whatsapp", "teleporting", null)]
    public void FindFeature_ByAlias_FindsWhatTheServiceHas(string service, string name, string? feature)
    {
        int index = FindService(service);
        short found = Catalogue.FindFeature(index, Encoding.UTF8.GetBytes(name));
        Assert.Equal(feature, found < 0 ? null : Catalogue.Services[index].Features[found]);
    }

    [Theory]
    [InlineData("iOS", "ios")]
    [InlineData("iPhone", "ios")]
    [InlineData("smart TV", "tv")]
    [InlineData("toaster", null)]
    public void FindDevice_ByAlias_Finds(string name, string? device)
    {
        short found = Catalogue.FindDevice(Encoding.UTF8.GetBytes(name));
        Assert.Equal(device, found < 0 ? null : Catalogue.Devices[found]);
    }

    [Fact]
    public void Load_OfAMissingFile_IsAnIoError() =>
        Assert.ThrowsAny<IOException>(() => ServiceCatalogue.Load(Models.PathOf("no-such-services.json")));

    private static int FindService(string name) => Catalogue.FindService(Encoding.UTF8.GetBytes(name));
}
