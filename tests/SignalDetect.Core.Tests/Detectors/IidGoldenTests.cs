using System.Text.Json;
using SignalDetect.Core.Detectors.MLNet;
using SignalDetect.Core.Detectors.Presets;
using Xunit;

namespace SignalDetect.Core.Tests.Detectors;

public sealed class IidGoldenTests
{
    [Fact]
    public void IidSpike_EveryRecordingOfMlNet_AgreesTo1e9()
    {
        var records = MlNetRecording.All("iid_spike.json.gz").ToArray();
        Assert.Equal(270, records.Length);
        foreach (var record in records) Check(record, () => Spike(record.Parameters, compatible: true));
    }

    [Fact]
    public void IidChangePoint_EveryRecordingOfMlNet_AgreesTo1e9()
    {
        var records = MlNetRecording.All("iid_changepoint.json.gz").ToArray();
        Assert.Equal(127, records.Length);
        foreach (var record in records) Check(record, () => ChangePoint(record.Parameters, compatible: true));
    }

    private static IidSpike Spike(JsonElement p, bool compatible) => new(new IidSpikeParameters
    {
        History = p.GetProperty("pvalueHistoryLength").GetInt32(),
        Confidence = p.GetProperty("confidence").GetDouble(),
        Side = Enum.Parse<Side>(p.GetProperty("side").GetString()!),
        MLNetCompatible = compatible,
    });

    private static IidChangePoint ChangePoint(JsonElement p, bool compatible) => new(new IidChangePointParameters
    {
        History = p.GetProperty("changeHistoryLength").GetInt32(),
        Confidence = p.GetProperty("confidence").GetDouble(),
        Martingale = Enum.Parse<Betting>(p.GetProperty("martingale").GetString()!),
        Epsilon = p.GetProperty("eps").GetDouble(),
        MLNetCompatible = compatible,
    });

    private static void Check(MlNetRecording record, Func<IMLNetDetector> make)
    {
        if (record.Rows.Count == 0)
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => make());
            return;
        }

        foreach (var want in record.Rows)
        {
            var detector = make();
            var state = new double[detector.StateLength];
            detector.Start(state);
            var row = new MLNetRow[1];
            for (var i = 0; i < want.Length; i++)
            {
                detector.Advance(state, [record.Values[i]], row);
                var got = row[0];
                Assert.True(got.Alert == want[i].Alert, $"{record.Name}, row {i}: alert {got.Alert}, ML.NET {want[i].Alert}");
                Close(got.RawScore, want[i].RawScore, $"{record.Name}, row {i}: raw score");
                Close(got.PValue, want[i].PValue, $"{record.Name}, row {i}: p-value");
                Close(got.Martingale, want[i].Martingale, $"{record.Name}, row {i}: martingale");
            }
        }
    }

    private static void Close(double got, double want, string what) =>
        Assert.True(got.Equals(want) || Math.Abs(got - want) <= 1e-9 * Math.Abs(want), $"{what} {got:R}, ML.NET {want:R}");
}
