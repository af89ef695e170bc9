using SignalDetect.Core.Detectors.MLNet;
using Xunit;

namespace SignalDetect.Core.Tests.Detectors.Spectral;

public sealed class SeasonalityTests
{
    [Fact]
    public void Detect_EveryRecordingOfMlNet_IsTheSame()
    {
        var records = SpectralRecording.All("seasonality.json.gz", "DetectSeasonality").ToArray();
        Assert.Equal(200, records.Length);
        foreach (var record in records)
        {
            var period = Seasonality.Detect(record.Values, record.Parameters.GetProperty("seasonalityWindowSize").GetInt32(), record.Parameters.GetProperty("randomnessThreshold").GetDouble());
            Assert.Equal($"{record.Name} {record.Record.GetProperty("period").GetInt32()}", $"{record.Name} {period}");
        }
    }

    [Theory]
    [InlineData(7)]
    [InlineData(24)]
    [InlineData(168)]
    public void Detect_NoisySeason_FindsItsPeriod(int period)
    {
        const int Seed = 3;
        var random = new Random(Seed);
        double[] values = [.. Enumerable.Range(0, 10 * period).Select(i => 50 + 10 * Math.Sin(2 * Math.PI * i / period) + MadeStream.Normal(random))];
        Assert.Equal(period, Seasonality.Detect(values));
        Assert.Equal(Seasonality.None, Seasonality.Detect(values, 7 * period));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Detect_NoNumber_FindsNone(double value)
    {
        double[] values = [.. Enumerable.Range(0, 240).Select(i => Math.Sin(2 * Math.PI * i / 24))];
        values[100] = value;
        Assert.Equal(Seasonality.None, Seasonality.Detect(values));
        Assert.Equal(Seasonality.None, Seasonality.Detect([]));
    }

    [Fact]
    public void Detect_ArgumentOutOfRange_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Seasonality.Detect([1, 2], -2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Seasonality.Detect([1, 2], -1, 1));
    }
}
