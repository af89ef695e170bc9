using System.Text;
using SignalDetect.Core.Catalogue;
using SignalDetect.Core.Signals;
using SignalDetect.Core.Tests.Catalogue;
using Xunit;

namespace SignalDetect.Core.Tests.Signals;

public sealed class SignalReaderTests
{
    private static readonly long Arrival = DateTimeOffset.Parse("2026-01-25T10:00:30Z", System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();

    private readonly SignalReader _reader = new(Models.Catalogue, Models.Matcher, latenessMs: 120_000);

    private static ServiceCatalogue Catalogue => Models.Catalogue;

    [Fact]
    public void Read_Report_IsOnePart()
    {
        ReadResult result = Read("""{"id":"1","at":"2026-01-25T10:00:12.5Z","source":"web","kind":"report","service":"Tik Tok","feature":"fyp","region":"us-ca","device":"iPhone","reporter":"r"}""");

        Assert.Equal(new ReadResult(ReadOutcome.Parts, DeadLetterReason.None, Arrival - 17_500), result);
        Part part = Assert.Single(_reader.Parts.ToArray());
        Assert.Equal("tiktok", Catalogue.Services[part.Service].Id);
        Assert.Equal("feed", Catalogue.Services[part.Service].Features[part.Feature]);
        Assert.Equal("US-CA", Catalogue.Regions.CodeOf(part.Region));
        Assert.Equal("ios", Catalogue.Devices[part.Device]);
        Assert.NotEqual(0UL, part.Reporter);
    }

    [Fact]
    public void Read_MentionOfSeveral_GivesPartsInOrderOfServices()
    {
        Read("""{"id":"1","at":"2026-01-25T10:00:12Z","source":"x","kind":"mention","text":"insta AND whatsapp both down, only tiktok works"}""");

        string[] said = [.. _reader.Parts.ToArray().Select(p => $"{Catalogue.Services[p.Service].Id} {p.Kind}")];
        Assert.Equal(["tiktok Chatter", "instagram Mention", "whatsapp Mention"], said);
    }

    private ReadResult Read(string line, bool forwarded = false) => _reader.Read(Encoding.UTF8.GetBytes(line), Arrival, Arrival, forwarded);
}
