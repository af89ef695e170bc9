using System.Text.Json;
using SignalDetect.Core.Detectors;
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
        foreach (var record in records) Check(record, () => Spike(record.Parameters));
    }

    [Fact]
    public void IidChangePoint_EveryRecordingOfMlNet_AgreesTo1e9()
    {
        var records = MlNetRecording.All("iid_changepoint.json.gz").ToArray();
        Assert.Equal(127, records.Length);
        foreach (var record in records) Check(record, () => ChangePoint(record.Parameters));
    }

    private static (int StateLength, Func<double[], double, IidRow> Row) Spike(JsonElement p)
    {
        var spike = new IidSpike(new IidSpikeParameters
        {
            History = p.GetProperty("pvalueHistoryLength").GetInt32(),
            Confidence = p.GetProperty("confidence").GetDouble(),
            Side = Enum.Parse<Side>(p.GetProperty("side").GetString()!),
        });
        return (spike.StateLength, (state, value) => spike.Row(state, value));
    }

    private static (int StateLength, Func<double[], double, IidRow> Row) ChangePoint(JsonElement p)
    {
        var change = new IidChangePoint(new IidChangePointParameters
        {
            History = p.GetProperty("changeHistoryLength").GetInt32(),
            Confidence = p.GetProperty("confidence").GetDouble(),
            Martingale = Enum.Parse<Betting>(p.GetProperty("martingale").GetString()!),
            Epsilon = p.GetProperty("eps").GetDouble(),
        });
        return (change.StateLength, (state, value) => change.Row(state, value));
    }

    private static void Check(MlNetRecording record, Func<(int StateLength, Func<double[], double, IidRow> Row)> make)
    {
        if (record.Rows.Count == 0)
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => make());
            return;
        }

        foreach (var want in record.Rows)
        {
            var (length, row) = make();
            var state = new double[length];
            for (var i = 0; i < want.Length; i++)
            {
                var got = row(state, record.Values[i]);
                Assert.True(got.Alert == want[i].Alert, $"{record.Name}, row {i}: alert {got.Alert}, ML.NET {want[i].Alert}");
                Close(got.PValue, want[i].PValue, $"{record.Name}, row {i}: p-value");
                Close(got.Martingale, want[i].Martingale, $"{record.Name}, row {i}: martingale");
            }
        }
    }

    private static void Close(double got, double want, string what) =>
        Assert.True(got.Equals(want) || Math.Abs(got - want) <= 1e-9 * Math.Abs(want), $"{what} {got:R}, ML.NET {want:R}");
}
