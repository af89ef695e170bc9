using System.Globalization;
using System.Text;
using SignalDetect.Core.Catalogue;
using SignalDetect.Core.Signals;
using SignalDetect.Core.Tests.Catalogue;
using Xunit;

namespace SignalDetect.Core.Tests.Signals;

public sealed class SignalReaderTests
{
    private const long LatenessMs = 120_000;
    private static readonly long Noon = DateTimeOffset.Parse(Lines.Noon, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();

    private readonly SignalReader _reader = new(Models.Catalogue, Models.Matcher, LatenessMs);

    private static ServiceCatalogue Catalogue => Models.Catalogue;

    [Fact]
    public void Read_OfAWholeReport_ResolvesEveryField()
    {
        ReadResult result = Read(
            """{"id":"1","at":"2026-01-25T12:00:12.5Z","source":"web","kind":"report","service":"Tik Tok","feature":"FYP","region":"us-ca","device":"iPhone","reporter":"r"}""", Noon + 13_000);

        Assert.Equal(new ReadResult(ReadOutcome.Parts, DeadLetterReason.None, Noon + 12_500), result);
        Part part = Assert.Single(_reader.Parts.ToArray());
        Assert.Equal("tiktok", ServiceOf(part));
        Assert.Equal("feed", Catalogue.Services[part.Service].Features[part.Feature]);
        Assert.Equal("US-CA", Catalogue.Regions.CodeOf(part.Region));
        Assert.Equal("ios", Catalogue.Devices[part.Device]);
        Assert.Equal((SignalKind.Report, SignalState.None, 1, Noon + 12_500, Noon + 13_000), (part.Kind, part.State, part.Count, part.At, part.Arrival));
        Assert.NotEqual(0UL, part.Reporter);
    }

    [Fact]
    public void Read_OfUnknownFeatureDeviceAndRegion_CountsForTheServiceAlone()
    {
        Read(Lines.Of("report", ("feature", "\"teleport\""), ("device", "\"toaster\""), ("region", "\"Atlantis\"")));
        Part part = Assert.Single(_reader.Parts.ToArray());
        Assert.Equal(("tiktok", (short)-1, (short)-1, -1, 0UL), (ServiceOf(part), part.Feature, part.Device, part.Region, part.Reporter));
    }

    [Theory]
    [InlineData("report", SignalKind.Report, SignalState.None, 1)]
    [InlineData("works", SignalKind.Works, SignalState.None, 1)]
    [InlineData("count", SignalKind.Count, SignalState.None, 3)]
    [InlineData("official", SignalKind.Official, SignalState.Acknowledged, 1)]
    [InlineData("probe", SignalKind.Probe, SignalState.Down, 1)]
    [InlineData("mention", SignalKind.Mention, SignalState.None, 1)]
    public void Read_OfEveryKind_IsOnePart(string kind, SignalKind expected, SignalState state, int count)
    {
        Assert.Equal(ReadOutcome.Parts, Read(Lines.Of(kind)).Outcome);
        Part part = Assert.Single(_reader.Parts.ToArray());
        Assert.Equal((expected, state, count, "tiktok"), (part.Kind, part.State, part.Count, ServiceOf(part)));
    }

    [Fact]
    public void Read_OfACountOnAnotherKind_StandsForOne()
    {
        Read(Lines.Of("report", ("count", "7")));
        Assert.Equal(1, Assert.Single(_reader.Parts.ToArray()).Count);
    }

    [Fact]
    public void Read_OfATick_GivesItsTimeAlone()
    {
        Assert.Equal(new ReadResult(ReadOutcome.Tick, DeadLetterReason.None, Noon), Read(Lines.Of("tick"), arrival: 0, time: long.MaxValue / 2));
        Assert.Equal(new ReadResult(ReadOutcome.Tick, DeadLetterReason.None, Noon), Read(Lines.Of("tick"), arrival: 0, time: 0));
        Assert.Empty(_reader.Parts.ToArray());
    }

    [Fact]
    public void Read_OfAPostThatNamesNoService_IsUnmatched()
    {
        Read(Lines.Of("mention"));
        Assert.Equal(new ReadResult(ReadOutcome.Unmatched, DeadLetterReason.None, Noon), Read(Lines.Of("mention", ("text", "\"everything is down\""))));
        Assert.Empty(_reader.Parts.ToArray());
    }

    [Fact]
    public void Read_OfAPostAboutSeveral_GivesOnePartEachInTheirOrder()
    {
        Read(Lines.Of("mention", ("text", "\"insta AND whatsapp both down, only tiktok works. insta!\"")));
        Assert.Equal(["tiktok Chatter", "instagram Mention", "whatsapp Mention"], _reader.Parts.ToArray().Select(p => $"{ServiceOf(p)} {p.Kind}"));
    }

    [Theory]
    [InlineData("it is not working for me", SignalKind.Mention)]
    [InlineData("whatsapp is down", SignalKind.Mention)]
    [InlineData("back up for me", SignalKind.Works)]
    [InlineData("BREAKING: it is down, reports say", SignalKind.News)]
    [InlineData("such a nice day", SignalKind.Chatter)]
    [InlineData("it is not down", SignalKind.Chatter)]
    [InlineData("", SignalKind.Chatter)]
    public void Read_OfAPostWithItsServiceGiven_LetsTheTextDecideTheKind(string text, SignalKind kind)
    {
        Assert.Equal(ReadOutcome.Parts, Read(Lines.Of("mention", ("service", "\"tiktok\""), ("text", $"\"{text}\""))).Outcome);
        Part part = Assert.Single(_reader.Parts.ToArray());
        Assert.Equal(("tiktok", kind), (ServiceOf(part), part.Kind));
    }

    [Fact]
    public void Read_OfAnOutagePostFromANewsSource_IsNews()
    {
        Read(Lines.Of("mention", ("source", "\"news\"")));
        Assert.Equal(SignalKind.News, Assert.Single(_reader.Parts.ToArray()).Kind);
    }

    [Theory]
    [InlineData("\"search\"", "search")]
    [InlineData("\"teleport\"", null)]
    [InlineData(null, "upload")]
    public void Read_OfAPost_TakesTheFeatureGivenBeforeTheOneInItsText(string? given, string? expected)
    {
        Read(Lines.Of("mention", ("text", "\"tiktok uploads not working\""), ("feature", given)));
        Part part = Assert.Single(_reader.Parts.ToArray());
        Assert.Equal(expected, part.Feature < 0 ? null : Catalogue.Services[part.Service].Features[part.Feature]);
    }

    [Fact]
    public void Read_OfTheSameSourceAndId_HasTheSameIdentity()
    {
        UInt128 first = IdentityOf("\"ab\"", "\"c\"");
        Assert.Equal(first, IdentityOf("\"\\u0061b\"", "\"c\""));
        Assert.NotEqual(first, IdentityOf("\"a\"", "\"bc\""));
        Assert.NotEqual(first, IdentityOf("\"ab\"", "\"d\""));
    }

    [Fact]
    public void Read_OfReporters_TellsThemApart()
    {
        ulong first = ReporterOf("\"a\"");
        Assert.Equal(first, ReporterOf("\"\\u0061\""));
        Assert.NotEqual(first, ReporterOf("\"b\""));
        Assert.Equal(0UL, ReporterOf(null));
    }

    [Theory]
    // arrival and the partition's time are relative to `at`, noon; the window ends at 60 s, lateness is 120 s
    [InlineData(-300_000, 0, DeadLetterReason.None)]
    [InlineData(-300_001, 0, DeadLetterReason.Future)]
    [InlineData(0, 179_999, DeadLetterReason.None)]
    [InlineData(0, 180_000, DeadLetterReason.Late)]
    [InlineData(-300_001, 180_000, DeadLetterReason.Future)]
    public void Read_AtTheEdgesOfTime_IsFutureOrLate(long arrival, long time, DeadLetterReason reason)
    {
        foreach (string kind in (string[])["report", "mention"])
        {
            ReadResult result = Read(Lines.Of(kind), Noon + arrival, Noon + time);
            Assert.Equal((reason, Noon), (result.Reason, result.At));
            Assert.Equal(reason == DeadLetterReason.None, result.Outcome == ReadOutcome.Parts);
            Assert.Equal(ReadOutcome.Parts, Read(Lines.Of(kind, ("service", "\"tiktok\"")), Noon + arrival, Noon + time, forwarded: true).Outcome);
        }
    }

    [Fact]
    public void Read_OfTheLastMillisecondOfAWindow_IsLateWithItsWindow()
    {
        string line = Lines.Of("report", ("at", "\"2026-01-25T12:00:59.999Z\""));
        Assert.Equal(DeadLetterReason.None, Read(line, Noon, Noon + 179_999).Reason);
        Assert.Equal(DeadLetterReason.Late, Read(line, Noon, Noon + 180_000).Reason);
        Assert.Equal(DeadLetterReason.None, Read(Lines.Of("report", ("at", "\"2026-01-25T12:01:00Z\"")), Noon, Noon + 180_000).Reason);
    }

    [Fact]
    public void Read_OfTimesBeforeTheEpoch_HasWindowsToo()
    {
        string line = Lines.Of("report", ("at", "\"1969-12-31T23:59:59.999Z\""));
        Assert.Equal(DeadLetterReason.None, Read(line, 0, 119_999).Reason);
        Assert.Equal(DeadLetterReason.Late, Read(line, 0, 120_000).Reason);
    }

    [Theory]
    [InlineData("""{"id":"","at":"x"}""", DeadLetterReason.MissingField)]
    [InlineData("""{"id":"","at":"2020-01-01T00:00:00Z","source":"web","kind":"report","service":"nobody"}""", DeadLetterReason.BadField)]
    [InlineData("""{"id":"1","at":"2020-01-01T00:00:00Z","source":"web","kind":"report","service":"nobody"}""", DeadLetterReason.UnknownService)]
    [InlineData("""{"id":"1","at":"2020-01-01T00:00:00Z","source":"web","kind":"mention","text":"tiktok down","service":"nobody"}""", DeadLetterReason.UnknownService)]
    [InlineData("""{"id":"1","at":"2020-01-01T00:00:00Z","source":"web","kind":"mention","text":"nothing"}""", DeadLetterReason.Late)]
    [InlineData("""{"id":"1","at":"2030-01-01T00:00:00Z","source":"web","kind":"report","service":"tiktok"}""", DeadLetterReason.Future)]
    [InlineData("""{"id":"1","at":"2020-01-01T00:00:00Z","source":"web","kind":"report","service":"tiktok"}""", DeadLetterReason.Late)]
    [InlineData("x", DeadLetterReason.NotJson)]
    public void Read_OfALineWithSeveralFaults_GivesTheFirstReason(string line, DeadLetterReason reason)
    {
        Read(Lines.Of("report"));
        ReadResult result = Read(line);
        Assert.Equal((ReadOutcome.Dead, reason), (result.Outcome, result.Reason));
        Assert.Empty(_reader.Parts.ToArray());
    }

    [Fact]
    public void Read_OfTheWordOfAnotherPartition_CountsOnlyWhenForwarded()
    {
        string line = Lines.Of("mention", ("service", "\"tiktok\""), ("text", "\"what a nice day\""), ("matched", "\"mention\""));
        Read(line);
        Assert.Equal(SignalKind.Chatter, _reader.Parts[0].Kind);
        Read(line, forwarded: true);
        Assert.Equal(SignalKind.Mention, _reader.Parts[0].Kind);
        Read(Lines.Of("mention", ("service", "\"tiktok\""), ("text", "\"it is down\""), ("matched", "\"report\"")), forwarded: true);
        Assert.Equal(SignalKind.Mention, _reader.Parts[0].Kind);
        Assert.Equal(DeadLetterReason.MissingField, Read(Lines.Of("mention"), forwarded: true).Reason);
    }

    private ReadResult Read(string line, long? arrival = null, long? time = null, bool forwarded = false) =>
        _reader.Read(Encoding.UTF8.GetBytes(line), arrival ?? Noon, time ?? Noon, forwarded);

    private UInt128 IdentityOf(string source, string id)
    {
        Read(Lines.Of("report", ("source", source), ("id", id)));
        return _reader.Parts[0].Identity;
    }

    private ulong ReporterOf(string? reporter)
    {
        Read(Lines.Of("report", ("reporter", reporter)));
        return _reader.Parts[0].Reporter;
    }

    private static string ServiceOf(Part part) => Catalogue.Services[part.Service].Id;
}
