using SignalDetect.Core.Pipeline;

namespace SignalDetect.Storage.Tests;

public sealed class RowTimeTests
{
    [Theory]
    [InlineData(0, "1970-01-01T00:00:00.000Z")]
    [InlineData(1769299200001, "2026-01-25T00:00:00.001Z")]
    [InlineData(951782399999, "2000-02-28T23:59:59.999Z")]
    [InlineData(-1, "1969-12-31T23:59:59.999Z")]
    public void Text_AndParse_AreEachOthersInverse(long time, string text)
    {
        Assert.Equal(text, RowTime.Text(time));
        Assert.Equal(time, RowTime.Parse(text));
    }

    [Theory]
    [InlineData("2026-01-25T00:00:00Z")]
    [InlineData("2026-01-25 00:00:00.000Z")]
    [InlineData("")]
    public void Parse_AnotherForm_IsRefused(string text) => Assert.Throws<FormatException>(() => RowTime.Parse(text));
}
