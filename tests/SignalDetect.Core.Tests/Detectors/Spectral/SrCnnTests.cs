using System.Text.Json;
using SignalDetect.Core.Detectors;
using SignalDetect.Core.Detectors.MLNet;
using SignalDetect.Core.Detectors.Presets;
using Xunit;

namespace SignalDetect.Core.Tests.Detectors.Spectral;

public sealed class SrCnnTests
{
    private const int Seed = 9;
    private static readonly SpectralRecording[] Recordings = [.. SpectralRecording.All("srcnn_streaming.json.gz", "SrCnnStreaming")];

    [Fact]
    public void Advance_CompatibleOnEveryRecording_AgreesTo1e4()
    {
        Assert.Equal(16, Recordings.Length);
        foreach (var record in Recordings) Check(record, new SrCnn(Parameters(record.Parameters) with { MLNetCompatible = true }));
    }

    [Fact]
    public void Advance_RecordingsWithoutGaps_AgreesTo1e4InDoublePrecisionToo()
    {
        // A spike 10,000 times the values leaves single precision too few digits of these.
        foreach (var record in Recordings.Where(one => one.Input != "tiny" && one.Values.All(double.IsFinite))) Check(record, new SrCnn(Parameters(record.Parameters)));
    }

    [Fact]
    public void Advance_Gap_HasNoScoreAndSilencesNoOther()
    {
        var record = Recordings.First(one => one.Input == "nan_mid");
        var rows = Rows(new SrCnn(Parameters(record.Parameters)), record.Values);
        for (var i = 0; i < rows.Length; i++) Assert.Equal(double.IsFinite(record.Values[i]), double.IsFinite(rows[i].Score) && double.IsFinite(rows[i].Magnitude));
        Assert.True(rows[150].Alert);
        Assert.False(record.Columns["alert"][150] == 1);
    }

    [Fact]
    public void Advance_HugeValues_StandOutLikeOrdinaryOnes()
    {
        var (random, scale) = (new Random(Seed), Math.ScaleB(1, 1000));
        double[] values = [.. Enumerable.Range(0, 200).Select(i => MadeStream.Normal(random) + (i == 150 ? 20 : 0))];
        double[] huge = [.. values.Select(x => x * scale)];
        foreach (var (small, large) in Rows(new SrCnn(new()), values).Zip(Rows(new SrCnn(new()), huge))) Assert.Equal(small.Score, large.Score, 1e-9);
        foreach (var (small, large) in Rows(new SrCnnTail(new()), values).Zip(Rows(new SrCnnTail(new()), huge))) Assert.Equal(small.Score, large.Score, 1e-9);
    }

    [Theory]
    [InlineData(64, 0, Deseasonality.Stl)]
    [InlineData(48, 12, Deseasonality.Stl)]
    [InlineData(48, 7, Deseasonality.Mean)]
    [InlineData(50, 7, Deseasonality.Median)]
    public void SrCnnTail_EachValue_HasTheLastRowOfTheWholeSeriesBeforeIt(int window, int period, Deseasonality how)
    {
        var values = Recordings.First(one => one.Input == "seasonal_3w").Values;
        var rows = Rows(new SrCnnTail(new() { Window = window, Period = period, Deseasonality = how, Threshold = .2 }), values);
        var whole = new SrCnnEntire(new() { BatchSize = -1, Period = period, Deseasonality = how, Threshold = .2 });
        var part = new SrCnnRow[window];
        for (var i = window; i <= values.Length; i++)
        {
            whole.Detect(values.AsSpan((i - window)..i), part);
            Assert.Equal(part[^1].Alert, rows[i - 1].Alert);
            Assert.Equal(part[^1].Score, rows[i - 1].Score, 1e-12);
            Assert.Equal(part[^1].Magnitude, rows[i - 1].Magnitude);
        }

        Assert.Contains(rows, row => row.Alert);
    }

    [Theory]
    [InlineData("srcnn")]
    [InlineData("srcnn-entire")]
    public void Advance_CountsBelowWhatWasExpected_AreNoOutage(string name)
    {
        var detector = DetectorList.Make(name, new Preset { Name = "x" }, 60);
        var state = new double[detector.StateLength];
        var random = new Random(Seed);
        for (var i = 0; i < 100; i++) detector.Advance(state, new Observation(10, 10, 10, MadeStream.Normal(random), true));
        var copy = (double[])state.Clone();
        Assert.Equal(0, detector.Advance(state, new Observation(0, 10, 10, -15, true)).Nats);
        Assert.True(detector.Advance(copy, new Observation(0, 10, 10, -15, false)).Nats > 10, $"seed {Seed}");
    }

    [Theory]
    [InlineData("srcnn")]
    [InlineData("srcnn-entire")]
    public void Advance_Noise_HasRareNatsAsRarelyAsTheySay(string name)
    {
        var detector = DetectorList.Make(name, new Preset { Name = "x" }, 60);
        var state = new double[detector.StateLength];
        var random = new Random(Seed);
        var nats = Enumerable.Range(0, 50_000).Select(_ => detector.Advance(state, new Observation(10, 10, 10, MadeStream.Normal(random), false)).Nats).ToArray();
        foreach (var level in new[] { 3.0, 4, 5 })
        {
            var share = nats.Count(one => one > level) / (double)nats.Length / Math.Exp(-level);
            Assert.True(share is > .3 and < 3, $"seed {Seed}: {share} times as often as said above {level}");
        }
    }

    [Theory]
    [InlineData("srcnn")]
    [InlineData("srcnn-entire")]
    public void Advance_FullWindow_AllocatesNothing(string name)
    {
        var detector = DetectorList.Make(name, new Preset { Name = "x" }, 60);
        var state = new double[detector.StateLength];
        var seen = new Observation(10, 10, 10, 1, false);
        for (var i = 0; i < 100; i++) detector.Advance(state, seen);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) detector.Advance(state, seen);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Theory]
    [InlineData(-.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void Make_ThresholdOutsideItsRange_IsRefused(double threshold)
    {
        var refused = Assert.Throws<ArgumentOutOfRangeException>(() => new SrCnn(new SrCnnParameters { Threshold = threshold }));
        Assert.Contains("from 0 to 1", refused.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new SrCnnTail(new SrCnnEntireParameters { Threshold = threshold }));
    }

    private static SrCnnParameters Parameters(JsonElement p) => new()
    {
        Window = p.GetProperty("windowSize").GetInt32(),
        BackAdd = p.GetProperty("backAddWindowSize").GetInt32(),
        Lookahead = p.GetProperty("lookaheadWindowSize").GetInt32(),
        Averaging = p.GetProperty("averagingWindowSize").GetInt32(),
        Judgement = p.GetProperty("judgementWindowSize").GetInt32(),
        Threshold = p.GetProperty("threshold").GetDouble(),
    };

    private static SrCnnRow[] Rows(SrCnn detector, double[] values) => Rows(detector, values, (state, value, row) => detector.Advance(state, value, row));

    private static SrCnnRow[] Rows(SrCnnTail detector, double[] values) => Rows(detector, values, (state, value, row) => detector.Advance(state, value, row));

    private static SrCnnRow[] Rows(IDetector detector, double[] values, Action<double[], double[], SrCnnRow[]> advance)
    {
        var (state, row) = (new double[detector.StateLength], new SrCnnRow[1]);
        return [.. values.Select(value => { advance(state, [value], row); return row[0]; })];
    }

    private static void Check(SpectralRecording record, SrCnn detector)
    {
        var rows = Rows(detector, record.Values);
        for (var i = 0; i < rows.Length; i++)
        {
            Assert.True(rows[i].Alert == (record.Columns["alert"][i] == 1), $"{record.Name}, row {i}: alert {rows[i].Alert}");
            Close(rows[i].Score, record.Columns["score"][i], $"{record.Name}, row {i}: score");
            Close(rows[i].Magnitude, record.Columns["mag"][i], $"{record.Name}, row {i}: magnitude");
        }
    }

    private static void Close(double got, double want, string what) =>
        Assert.True(got.Equals(want) || Math.Abs(got - want) <= 1e-4 * Math.Max(Math.Abs(want), .1), $"{what} {got:R}, ML.NET {want:R}");
}
