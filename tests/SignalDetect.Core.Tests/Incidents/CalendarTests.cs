using System.Text;
using SignalDetect.Core.Catalogue;
using SignalDetect.Core.Incidents;
using SignalDetect.Core.Tests.Detectors;
using SignalDetect.Core.Tests.Scenarios;
using SignalDetect.Testing;
using Xunit;

namespace SignalDetect.Core.Tests.Incidents;

public sealed class CalendarTests
{
    private const int Seed = 31;

    // Midnight in Berlin, in Kathmandu and, by the lunar calendar, in Shanghai.
    public static TheoryData<string> Midnights => new("2026-12-31T23:00:00Z", "2026-12-31T18:15:00Z", "2027-02-05T16:00:00Z");

    private static Calendar Shipped => Calendar.Load(Repository.File("models/calendar.json"));

    [Theory]
    [MemberData(nameof(Midnights))]
    public void Has_TheHourAfterAMidnight_AndNoMore(string midnight)
    {
        var calendar = Calendar.Parse(Encoding.UTF8.GetBytes(
            """{"format":"signaldetect-calendar","version":1,"yearly":["01-01T00:00+01:00","01-01T00:00+05:45"],"once":["2027-02-06T00:00+08:00"]}"""), "x");
        var start = DateTimeOffset.Parse(midnight, null).ToUnixTimeMilliseconds();
        Assert.Equal((true, true, true), (calendar.Has(start, start + 60_000), calendar.Has(start + 3_540_000, start + 3_600_000), calendar.Has(start - 60_000, start + 1)));
        Assert.Equal((false, false), (calendar.Has(start - 60_000, start), calendar.Has(start + 3_600_000, start + 3_660_000)));
    }

    [Theory]
    [InlineData(60, true)]
    [InlineData(60, false)]
    [InlineData(300, false)]
    [InlineData(1200, false)]
    public void Spike_OfOneWindowAtMidnightOfTheNewYear_IsNoIncident(int step, bool isService)
    {
        var midnight = DateTimeOffset.Parse("2026-12-31T23:00:00Z", null).ToUnixTimeSeconds();
        Assert.Equal(IncidentState.Suspected, After(midnight, 1, 30));
        Assert.Equal(IncidentState.Confirmed, After(midnight, 2, 30));
        Assert.Equal(IncidentState.Confirmed, After(midnight - 2 * 86400, 1, 30));

        IncidentState After(long time, int windows, double factor)
        {
            var (random, stream) = (new Random(Seed), new WatchedStream(step, isService, time - 6 * 86400));
            while (stream.Time < time) stream.Next(MadeStream.Count(random, 20));
            for (; windows > 0; windows--) stream.Next(factor * 20);
            return stream.State;
        }
    }

    [Theory]
    [InlineData("\"yearly\":[\"01-01T00:00\"]", "must be the start of an hour with its zone")]
    [InlineData("\"yearly\":[\"02-29T00:00+00:00\"]", "is not in every year")]
    [InlineData("\"once\":[\"01-01T00:00+00:00\"]", "must be the start of an hour with its zone")]
    [InlineData("\"monthly\":[]", "unknown field")]
    public void Parse_WhatDoesNotFit_IsNamedWithItsLine(string field, string want)
    {
        var json = "{\"format\":\"signaldetect-calendar\",\"version\":1,\n" + field + "}";
        var wrong = Assert.Throws<CatalogueException>(() => Calendar.Parse(Encoding.UTF8.GetBytes(json), "hours.json"));
        Assert.Contains(want, wrong.Message, StringComparison.Ordinal);
        Assert.Contains("2", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_TheShippedOne_HasMidnightOfEveryWholeZone()
    {
        for (var offset = -12; offset <= 14; offset++)
        {
            var midnight = new DateTimeOffset(2031, 1, 1, 0, 0, 0, TimeSpan.FromHours(offset)).ToUnixTimeMilliseconds();
            Assert.True(Shipped.Has(midnight, midnight + 60_000), $"UTC{offset:+0;-0}");
        }

        Assert.False(Shipped.Has(DateTimeOffset.Parse("2031-01-02T03:00:00Z", null).ToUnixTimeMilliseconds(), DateTimeOffset.Parse("2031-01-02T04:00:00Z", null).ToUnixTimeMilliseconds()));
    }
}
