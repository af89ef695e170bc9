using SignalDetect.Core.Detectors.MLNet;
using Xunit;

namespace SignalDetect.Core.Tests.Detectors.Spectral;

public sealed class SrCnnEntireGoldenTests
{
    private static readonly SpectralRecording[] Recordings = [.. SpectralRecording.All("srcnn_entire.json.gz", "SrCnnEntire")];

    [Fact]
    public void Detect_CompatibleOnEveryRecording_AgreesTo5e9()
    {
        Assert.Equal(69, Recordings.Length);
        foreach (var record in Recordings)
        {
            var settings = record.Settings with { MLNetCompatible = true };
            if (record.Error is not null) Assert.Throws<InvalidOperationException>(() => Detect(record.Values, settings));
            else Assert.Null(Difference(record, Detect(record.Values, settings), i => i));
        }
    }

    [Fact]
    public void Detect_RecordingsThatMlNetDoesRight_AgreesWithThemInOrder()
    {
        var right = Recordings.Where(record => record.Error is null && record.Values.All(double.IsFinite)).ToArray();
        var close = right.Where(record => !CloseToZeroBySign(record)).ToArray();
        Assert.Equal((62, 61), (right.Length, close.Length));
        foreach (var record in close)
        {
            var settings = record.Settings;
            Assert.Null(Difference(record, Detect(record.Values, settings), i => InMlNet(i, record.Values.Length, settings.BatchSize)));
        }
    }

    [Fact]
    public void Detect_ShortLastBatch_IsRotatedOnlyAsMlNetDoes()
    {
        var values = Recordings.First(one => one.Input == "seasonal_3w").Values[..205];
        var settings = new SrCnnSettings { BatchSize = 64 };
        var (right, rotated) = (Detect(values, settings), Detect(values, settings with { MLNetCompatible = true }));
        Assert.Equal(Detect(values[192..], settings), right[192..]);
        for (var i = 0; i < 13; i++) Assert.Equal(right[192 + i].Magnitude, rotated[192 + (i + 3) % 13].Magnitude);   // 192 = 14 x 13 + 10
    }

    [Fact]
    public void Detect_NegativeSeriesWithMargins_HasTheUnitsOfItsMirrorImage()
    {
        var record = Recordings.First(CloseToZeroBySign);
        var (settings, mirrored) = (record.Settings, record.Values.Select(x => -x).ToArray());
        var (below, above) = (Detect(record.Values, settings), Detect(mirrored, settings));
        Assert.All(record.Columns["boundaryUnit"], unit => Assert.Equal(.3, unit));
        for (var i = 0; i < below.Length; i++)
        {
            Assert.Equal(above[i].Unit, below[i].Unit, 1e-9);
            Assert.Equal(-above[i].Lower, below[i].Upper, 1e-9);
            Assert.Equal(above[i].Alert, below[i].Alert);
        }
    }

    [Fact]
    public void Detect_LastBatchTooShortForStl_BorrowsTheValuesBeforeIt()
    {
        var record = Recordings.First(one => one.Error is not null && one.Input == "seasonal_3w");
        var settings = record.Settings;
        var rows = Detect(record.Values, settings);
        Assert.Equal(Detect(record.Values[^96..], settings)[^24..], rows[^24..]);
        Assert.All(rows, row => Assert.True(double.IsFinite(row.Score) && double.IsFinite(row.Magnitude)));
    }

    private static SrCnnRow[] Detect(double[] values, SrCnnSettings settings)
    {
        var rows = new SrCnnRow[values.Length];
        new SrCnnEntire(settings).Detect(values, rows);
        return rows;
    }

    private static bool CloseToZeroBySign(SpectralRecording record) => record.Input == "negative" && record.Columns.ContainsKey("boundaryUnit");

    // Where ML.NET gives the row of a value of the last batch.
    private static int InMlNet(int i, int n, int size)
    {
        var last = size == -1 ? 0 : n % size;
        var from = n - last;
        return i < from ? i : from + (i - from + last - from % last) % last;
    }

    // The first figure that is further from ML.NET's than 5e-9 of it (of a hundredth, where it is nearer to nought), in words.
    private static string? Difference(SpectralRecording record, SrCnnRow[] rows, Func<int, int> at)
    {
        foreach (var (column, all) in record.Columns)
            for (var i = 0; i < all.Length; i++)
            {
                var (got, want) = (SpectralRecording.Column(rows[i], column), all[at(i)]);
                var most = column == "alert" ? 0 : 5e-9 * Math.Max(Math.Abs(want), .01);
                if (!got.Equals(want) && !(Math.Abs(got - want) <= most)) return $"{record.Name}, row {i}: {column} {got:R}, ML.NET {want:R}";
            }

        return null;
    }
}
