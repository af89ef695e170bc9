using System.Globalization;
using System.Text;
using SignalDetect.Backtest.Scores;
using Xunit.Abstractions;

namespace SignalDetect.Backtest.Tests.Scores;

public sealed class DigitsTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(-0.0, "0")]
    [InlineData(1, "1")]
    [InlineData(-1, "-1")]
    [InlineData(0.1, "0.1")]
    [InlineData(1234567, "1234570")]
    [InlineData(999999.5, "1000000")]
    [InlineData(99999.96, "100000")]
    [InlineData(123.4565, "123.457")]
    [InlineData(0.00012345678, "0.000123457")]
    [InlineData(0.5, "0.5")]
    [InlineData(100000.5, "100000")]
    [InlineData(100001.5, "100002")]
    [InlineData(0.00001, "0.00001")]
    [InlineData(1e-300, "1E-300")]
    [InlineData(123456789012345678, "1.23457E+17")]
    [InlineData(double.NaN, "")]
    [InlineData(double.PositiveInfinity, "")]
    public void Write_Number_HasAtMostSixSignificantDigits(double value, string text) => Assert.Equal(text, Written(value));

    [Fact]
    public void Write_AnyNumber_IsTheNearestDecimalOfSixDigits()
    {
        const int Seed = 5;
        output.WriteLine($"seed {Seed}");
        var random = new Random(Seed);
        for (var i = 0; i < 200_000; i++)
        {
            var value = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-9, 17));
            if (i % 7 == 0) value = Math.Round(value, 3);
            if (i % 11 == 0) value = random.Next(2_000_000) / 2.0;
            var expected = double.Parse(value.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            Assert.Equal(expected, double.Parse(Written(value), CultureInfo.InvariantCulture));
        }
    }

    private static string Written(double value)
    {
        Span<byte> text = stackalloc byte[Digits.Longest];
        return Encoding.UTF8.GetString(text[..Digits.Write(text, value)]);
    }
}
