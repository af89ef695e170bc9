using System.Globalization;
using System.Text;
using SignalDetect.Backtest.Series;
using Xunit.Abstractions;

namespace SignalDetect.Backtest.Tests.Series;

public sealed class SeriesNumberTests(ITestOutputHelper output)
{
    [Fact]
    public void TryParse_AnyDecimal_IsWhatTheFrameworkReads()
    {
        const int Seed = 3;
        output.WriteLine($"seed {Seed}");
        var random = new Random(Seed);
        for (var i = 0; i < 200_000; i++)
        {
            var text = (random.NextDouble() * Math.Pow(10, random.Next(-12, 20))).ToString(random.Next(4) switch
            {
                0 => "R", 1 => "F" + random.Next(12), 2 => "E" + random.Next(17), _ => "G" + random.Next(1, 17),
            }, CultureInfo.InvariantCulture);
            if (random.Next(3) == 0) text = "-" + text;
            Assert.True(SeriesNumber.TryParse(Encoding.UTF8.GetBytes(text), out var value), text);
            Assert.Equal(BitConverter.DoubleToInt64Bits(double.Parse(text, CultureInfo.InvariantCulture)), BitConverter.DoubleToInt64Bits(value));
        }
    }

    [Theory]
    [InlineData("123456789012345678901234567890", 1.2345678901234568e29)]
    [InlineData("0.000000000000000000000000000001", 1e-30)]
    [InlineData("9007199254740993", 9007199254740992)]
    [InlineData("-0", -0.0)]
    [InlineData("5.", 5)]
    [InlineData(".5", 0.5)]
    public void TryParse_LongOrBareForms_AreRead(string text, double expected)
    {
        Assert.True(SeriesNumber.TryParse(Encoding.UTF8.GetBytes(text), out var value));
        Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("--1")]
    [InlineData("1.2.3")]
    [InlineData("1e")]
    [InlineData("1_000")]
    [InlineData("∞")]
    [InlineData("-Infinity")]
    [InlineData("nan")]
    public void TryParse_NoDecimal_IsRefused(string text) => Assert.False(SeriesNumber.TryParse(Encoding.UTF8.GetBytes(text), out _));
}
