using System.Globalization;
using System.Text;
using SignalDetect.Core.Signals;
using Xunit;

namespace SignalDetect.Core.Tests.Signals;

public sealed class SignalTimeTests
{
    private readonly SignalParser _parser = new();

    [Theory]
    [InlineData("2026-01-25T12:34:56Z", "2026-01-25T12:34:56.000Z")]
    [InlineData("2026-01-25t12:34:56z", "2026-01-25T12:34:56.000Z")]
    [InlineData("2026-01-25 12:34:56Z", "2026-01-25T12:34:56.000Z")]
    [InlineData("2026-01-25T12:34:56.7Z", "2026-01-25T12:34:56.700Z")]
    [InlineData("2026-01-25T12:34:56.0009Z", "2026-01-25T12:34:56.000Z")]
    [InlineData("2026-01-25T12:34:56.789999999999999999999999Z", "2026-01-25T12:34:56.789Z")]
    [InlineData("2026-01-25T12:34:56+00:00", "2026-01-25T12:34:56.000Z")]
    [InlineData("2026-01-25T12:34:56-00:00", "2026-01-25T12:34:56.000Z")]
    [InlineData("2026-01-25T00:15:00+05:45", "2026-01-24T18:30:00.000Z")]
    [InlineData("2026-12-31T23:30:00-08:00", "2027-01-01T07:30:00.000Z")]
    [InlineData("2026-01-25T12:00:00+23:59", "2026-01-24T12:01:00.000Z")]
    [InlineData("2024-02-29T00:00:00Z", "2024-02-29T00:00:00.000Z")]
    [InlineData("2000-02-29T00:00:00Z", "2000-02-29T00:00:00.000Z")]
    [InlineData("1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z")]
    [InlineData("9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z")]
    [InlineData("2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000Z")]
    [InlineData("2016-12-31T23:59:60.5Z", "2017-01-01T00:00:00.500Z")]
    [InlineData("1990-12-31T15:59:60-08:00", "1991-01-01T00:00:00.000Z")]
    [InlineData("2015-07-01T05:29:60+05:30", "2015-07-01T00:00:00.000Z")]
    public void At_OfRfc3339_IsUnixMilliseconds(string at, string utc)
    {
        Assert.Equal(DeadLetterReason.None, Parse(at));
        Assert.Equal(DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds(), _parser.At);
    }

    [Theory]
    [InlineData("2026-01-25"), InlineData("2026-01-25T12:34:56"), InlineData("2026-01-25T12:34Z"), InlineData("2026-01-25T12:34:56.Z"), InlineData("2026-01-25T12:34:56,5Z")]
    [InlineData("2026-1-25T12:34:56Z"), InlineData("26-01-25T12:34:56Z"), InlineData("2026-01-25_12:34:56Z"), InlineData("2026-01-25T24:00:00Z"), InlineData("2026-01-25T12:60:00Z")]
    [InlineData("2026-01-25T12:34:61Z"), InlineData("2026-01-25T12:34:60Z"), InlineData("2026-01-25T23:59:60Z"), InlineData("2016-12-31T23:59:60+01:00"), InlineData("2026-00-25T12:34:56Z")]
    [InlineData("2026-13-25T12:34:56Z"), InlineData("2026-01-00T12:34:56Z"), InlineData("2026-01-32T12:34:56Z"), InlineData("2026-02-29T12:34:56Z"), InlineData("1900-02-29T12:34:56Z")]
    [InlineData("2026-04-31T12:34:56Z"), InlineData("2026-01-25T12:34:56+24:00"), InlineData("2026-01-25T12:34:56+05:60"), InlineData("2026-01-25T12:34:56+0530"), InlineData("2026-01-25T12:34:56+05")]
    [InlineData("2026-01-25T12:34:56 Z"), InlineData(" 2026-01-25T12:34:56Z"), InlineData("2026-01-25T12:34:56Z "), InlineData("2026-01-25T12:34:56ZZ"), InlineData("2026-01-25T12:34:56.5"), InlineData("1769344496")]
    [InlineData("2026-01-25T12:34:56Z+00:00"), InlineData("+2026-01-25T12:34:56Z"), InlineData("２026-01-25T12:34:56Z"), InlineData("20260125T123456Z"), InlineData("2026-W04-7T12:34:56Z")]
    public void At_OfAnythingElse_IsBadField(string at) => Assert.Equal(DeadLetterReason.BadField, Parse(at));

    [Fact]
    public void At_OfEveryDayOfFourCenturies_AgreesWithTheCalendar()
    {
        for (DateTime day = new(1800, 1, 1, 0, 0, 0, DateTimeKind.Utc); day.Year < 2200; day = day.AddDays(1))
        {
            Assert.Equal(DeadLetterReason.None, Parse(day.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)));
            Assert.Equal(new DateTimeOffset(day).ToUnixTimeMilliseconds(), _parser.At);
        }
    }

    private DeadLetterReason Parse(string at) => _parser.Parse(Encoding.UTF8.GetBytes(Lines.Of("report", ("at", $"\"{at}\""))));
}
