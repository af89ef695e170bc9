using System.Numerics;
using SignalDetect.Core.Detectors.MLNet;
using Xunit;

namespace SignalDetect.Core.Tests.Detectors.Spectral;

public sealed class SrCnnEntireTests
{
    private const int Seed = 5;
    private static readonly SrCnnSettings Whole = new() { BatchSize = -1, Sensitivity = 70 };

    // Lengths with the forecast's five points: 17, 69 = 3 x 23, 101 and 139 (primes), 505 = 5 x 101, 1024, 1029 = 3 x 7^3, 2021 = 43 x 47.
    [Theory]
    [InlineData(12)]
    [InlineData(64)]
    [InlineData(96)]
    [InlineData(134)]
    [InlineData(500)]
    [InlineData(1019)]
    [InlineData(1024)]
    [InlineData(2016)]
    public void Detect_AnyLength_HasTheSaliencyOfAPlainTransform(int length)
    {
        var values = Noise(length);
        var rows = Detect(values, Whole);
        var plain = PlainSaliency(values);
        for (var i = 0; i < length; i++) Assert.True(Math.Abs(rows[i].Magnitude - plain[i]) <= 1e-10, $"seed {Seed}, {i}: {rows[i].Magnitude:R}, plainly {plain[i]:R}");
    }

    [Theory]
    [InlineData(SrCnnMode.AnomalyOnly)]
    [InlineData(SrCnnMode.AnomalyAndExpectedValue)]
    [InlineData(SrCnnMode.AnomalyAndMargin)]
    public void Detect_ManyBatchesAtOnce_HasTheBitsOfEachAlone(SrCnnMode mode)
    {
        var settings = new SrCnnSettings { BatchSize = 100, Threshold = .2, Mode = mode };
        var values = Noise(1950);
        values[345] = 1e6;
        var rows = Detect(values, settings);
        for (var from = 0; from + 100 <= values.Length; from += 100) Assert.Equal(Detect(values[from..(from + 100)], settings), rows[from..(from + 100)]);
    }

    [Fact]
    public void Detect_SameSeriesAgain_AllocatesNothing()
    {
        var detector = new SrCnnEntire(new SrCnnSettings { BatchSize = 96, Period = 12, Mode = SrCnnMode.AnomalyAndMargin });
        var (values, rows) = (Noise(1000), new SrCnnRow[1000]);
        values[50] = double.NaN;
        detector.Detect(values, rows);
        var before = GC.GetAllocatedBytesForCurrentThread();
        detector.Detect(values, rows);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Detect_SpikeBehindGaps_IsFoundAndGapsHaveNoScore()
    {
        var values = Noise(200);
        values[150] = 40;
        (values[0], values[20], values[100], values[101], values[199]) = (double.NaN, double.PositiveInfinity, double.NaN, double.NegativeInfinity, double.NaN);
        var rows = Detect(values, Whole with { Mode = SrCnnMode.AnomalyAndMargin });
        Assert.True(rows[150].Alert);
        for (var i = 0; i < values.Length; i++)
        {
            Assert.Equal(double.IsFinite(values[i]), double.IsFinite(rows[i].Score) && double.IsFinite(rows[i].Magnitude));
            Assert.True(double.IsFinite(rows[i].Expected + rows[i].Unit + rows[i].Upper + rows[i].Lower) && (double.IsFinite(values[i]) || !rows[i].Alert), $"seed {Seed}, {i}");
        }
    }

    [Fact]
    public void Detect_GapsInOneBatch_ChangeNoOtherBatch()
    {
        var settings = new SrCnnSettings { BatchSize = 100 };
        var values = Noise(800);
        var whole = Detect(values, settings);
        values[250] = double.NaN;
        var rows = Detect(values, settings);
        Assert.Equal(whole[..200], rows[..200]);
        Assert.Equal(whole[300..], rows[300..]);
        Assert.NotEqual(whole[200..300], rows[200..300]);
    }

    [Fact]
    public void Detect_AnySize_HasTheSaliencyOfOrdinaryValuesAndScaledBounds()
    {
        var settings = Whole with { Mode = SrCnnMode.AnomalyAndMargin };
        var (values, scale) = (Noise(200), Math.ScaleB(1, 1000));
        values[150] = 40;
        var (rows, huge) = (Detect(values, settings), Detect([.. values.Select(x => x * scale)], settings));
        for (var i = 0; i < values.Length; i++)
        {
            Assert.Equal(rows[i].Magnitude, huge[i].Magnitude, 1e-9);
            Assert.Equal(rows[i].Upper, huge[i].Upper / scale, 1e-9);
            Assert.Equal(rows[i].Alert, huge[i].Alert);
        }
    }

    [Fact]
    public void Detect_AnomalyFarIntoABatch_IsMendedWhereMlNetOverflows()
    {
        var values = Noise(20_000);
        values[19_000] = 1000;
        var settings = Whole with { Mode = SrCnnMode.AnomalyAndExpectedValue };
        Assert.Throws<OverflowException>(() => Detect(values, settings with { MLNetCompatible = true }));
        var row = Detect(values, settings)[19_000];
        Assert.True(row.Alert);
        Assert.InRange(row.Expected, 5, 15);
    }

    [Fact]
    public void Detect_FewerThanTwelveValues_HaveNoScore()
    {
        Assert.All(Detect(Noise(11), Whole), row => Assert.Equal(SrCnnRow.None, row));
        Assert.Throws<InvalidOperationException>(() => Detect(Noise(11), Whole with { MLNetCompatible = true }));
        Assert.Throws<InvalidOperationException>(() => Detect(Noise(11), new SrCnnSettings { MLNetCompatible = true }));
    }

    [Theory]
    [InlineData(11, 0, .3, 70)]
    [InlineData(0, 0, .3, 70)]
    [InlineData(95, 24, .3, 70)]
    [InlineData(96, -1, .3, 70)]
    [InlineData(96, 24, 1.1, 70)]
    [InlineData(96, 24, double.NaN, 70)]
    [InlineData(96, 24, .3, -1)]
    public void SrCnnEntire_SettingOutOfRange_IsRefused(int size, int period, double threshold, double sensitivity) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SrCnnEntire(new SrCnnSettings { BatchSize = size, Period = period, Threshold = threshold, Sensitivity = sensitivity }));

    private static double[] Noise(int count)
    {
        var random = new Random(Seed);
        return [.. Enumerable.Range(0, count).Select(_ => 10 + MadeStream.Normal(random))];
    }

    private static SrCnnRow[] Detect(double[] values, SrCnnSettings settings)
    {
        var rows = new SrCnnRow[values.Length];
        new SrCnnEntire(settings).Detect(values, rows);
        return rows;
    }

    private static double[] PlainSaliency(double[] values)
    {
        var ahead = values[^7..^1];
        var next = ahead[1] + Enumerable.Range(0, 5).Sum(i => (ahead[5] - ahead[i]) / (5 - i));
        var spectrum = PlainTransform([.. values.Select(x => new Complex(x, 0)), .. Enumerable.Repeat(new Complex(next, 0), 5)], -1);
        var logs = spectrum.Select(one => one.Magnitude > 1e-8 ? Math.Log(one.Magnitude) : 0).ToArray();
        var flat = spectrum.Select((one, i) => one / one.Magnitude * Math.Exp(logs[i] - logs[Math.Max(0, i - 2)..(i + 1)].Average()));
        return [.. PlainTransform([.. flat], 1).Select(one => one.Magnitude / spectrum.Length)];
    }

    private static Complex[] PlainTransform(Complex[] series, int sign)
    {
        var n = series.Length;
        var turns = Enumerable.Range(0, n).Select(k => Complex.FromPolarCoordinates(1, sign * 2 * Math.PI * k / n)).ToArray();
        return [.. Enumerable.Range(0, n).Select(k => series.Select((x, j) => x * turns[(int)((long)j * k % n)]).Aggregate(Complex.Zero, (sum, one) => sum + one))];
    }
}
