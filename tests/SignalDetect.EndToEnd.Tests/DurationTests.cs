using SignalDetect.Configuration;
using Xunit;

namespace SignalDetect.EndToEnd.Tests;

public sealed class DurationTests
{
    [Theory]
    [InlineData("0s", 0)]
    [InlineData("90s", 90)]
    [InlineData("2m", 120)]
    [InlineData("12h", 43_200)]
    [InlineData("14d", 1_209_600)]
    [InlineData("3y", 94_608_000)]
    public void TryParse_NumberAndUnit_IsThatLong(string text, long seconds)
    {
        Assert.True(Duration.TryParse(text, out var span));
        Assert.Equal(TimeSpan.FromSeconds(seconds), span);
    }

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("60")]
    [InlineData("-1s")]
    [InlineData("+1s")]
    [InlineData("1.5h")]
    [InlineData(" 2m")]
    [InlineData("2 m")]
    [InlineData("2M")]
    [InlineData("2ms")]
    [InlineData("101y")]
    [InlineData("9999999999s")]
    public void TryParse_AnyOtherForm_IsNone(string text) => Assert.False(Duration.TryParse(text, out _));
}
