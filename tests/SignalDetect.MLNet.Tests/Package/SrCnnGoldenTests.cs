using System.Text.Json;
using SignalDetect.Core.Detectors.MLNet;
using SignalDetect.Core.Detectors.Presets;
using SignalDetect.Core.Tests.Detectors.Spectral;
using SignalDetect.MLNet.Series;
using Xunit;

namespace SignalDetect.MLNet.Tests.Package;

public sealed class SrCnnGoldenTests
{
    [PackageFact]
    public void WholeSeries_EveryRecording_AgreesTo5e9()
    {
        foreach (var record in SpectralRecording.All("srcnn_entire.json.gz", "SrCnnEntire"))
        {
            var rows = new SrCnnRow[record.Values.Length];
            if (record.Error is null)
            {
                MLNetEngine.WholeSeries!(record.Settings, record.Values, rows);
                Check(record, rows, 5e-9, .01);
            }
            else Assert.ThrowsAny<Exception>(() => MLNetEngine.WholeSeries!(record.Settings, record.Values, rows));
        }
    }

    [PackageFact]
    public void Streaming_EveryRecording_AgreesTo1e4()
    {
        foreach (var record in SpectralRecording.All("srcnn_streaming.json.gz", "SrCnnStreaming"))
        {
            if (record.Error is not null) continue;
            var detector = (SaliencyDetector)Detectors.Make(SrCnn.Key, new() { SrCnn = Parameters(record.Parameters) });
            var (state, rows) = (Detectors.Begun(detector), new SrCnnRow[record.Values.Length]);
            for (var i = 0; i < rows.Length; i++) detector.Advance(state, record.Values.AsSpan(i, 1), rows.AsSpan(i, 1));
            Check(record, rows, 1e-4, .01);
        }
    }

    private static void Check(SpectralRecording record, SrCnnRow[] rows, double near, double least)
    {
        foreach (var (column, all) in record.Columns)
            for (var i = 0; i < all.Length; i++)
            {
                var (got, want) = (SpectralRecording.Column(rows[i], column), all[i]);
                var most = column == "alert" ? 0 : near * Math.Max(Math.Abs(want), least);
                Assert.True(got.Equals(want) || Math.Abs(got - want) <= most, $"{record.Name}, row {i}: {column} {got:R}, recorded {want:R}");
            }
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
}
