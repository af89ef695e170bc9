using System.Text.Json;
using SignalDetect.Core.Detectors.MLNet;
using SignalDetect.Core.Detectors.Presets;
using Xunit;

namespace SignalDetect.Core.Tests.Detectors;

public sealed class IidGoldenTests
{
    [Fact]
    public void IidSpike_EveryRecordingOfMlNet_AgreesToTheLastBits()
    {
        var records = MlNetRecording.All("iid_spike.json.gz").ToArray();
        Assert.Equal(270, records.Length);
        foreach (var record in records) Check(record, () => Make(record, compatible: true), 1e-13);
    }

    [Fact]
    public void IidChangePoint_EveryRecordingOfMlNet_AgreesToTheLastBits()
    {
        var records = MlNetRecording.All("iid_changepoint.json.gz").ToArray();
        Assert.Equal(127, records.Length);
        foreach (var record in records) Check(record, () => Make(record, compatible: true), 1e-13);
    }

    /// <summary>Three inputs spoil ML.NET's running sum: an infinity, a surge of 1e8 among small noise, and values whose squares vanish.</summary>
    [Theory]
    [InlineData("iid_spike.json.gz")]
    [InlineData("iid_changepoint.json.gz")]
    public void Iid_RightMode_IsAsMlNetButWhereThatIsSpoilt(string file)
    {
        string[] spoilt = ["inf_mid", "spike_1e8_then_noise", "tiny"];
        var records = MlNetRecording.All(file).Where(record => record.Rows.Count > 0).ToLookup(record => spoilt.Contains(record.Name.Split(' ')[1]));
        Assert.All(records[false], record => Check(record, () => Make(record, compatible: false), 1e-9));
        foreach (var record in records[true])
        {
            var rows = Rows(Make(record, compatible: false), record.Values).ToArray();
            Assert.All(rows, row => Assert.True(double.IsNaN(row.RawScore) || row.PValue is >= 1e-8 and <= 1 - 1e-8, record.Name));
        }

        Assert.Contains(records[true].SelectMany(record => record.Rows[0].Where((row, i) => double.IsFinite(record.Values[i]))), row => double.IsNaN(row.PValue));
    }

    [Fact]
    public void IidSpike_SpikesAfterASurge_AreSeenAgain()
    {
        var random = new Random(3);
        double[] values = [.. Enumerable.Range(0, 400).Select(i => i == 100 ? 1e8 : i % 50 == 49 ? 9.5 : 2.5 + .5 * random.NextDouble())];
        Assert.Equal([100, 149, 199, 249, 299, 349, 399], Alerts(compatible: false).Where(i => i >= 100 && (i == 100 || i % 50 == 49)));
        Assert.DoesNotContain(Alerts(compatible: true), i => i > 100);

        IEnumerable<int> Alerts(bool compatible) =>
            Rows(new IidSpike(new IidSpikeParameters { Confidence = 99, MLNetCompatible = compatible }), values).Index().Where(row => row.Item.Alert).Select(row => row.Index);
    }

    private static IMLNetDetector Make(MlNetRecording record, bool compatible) =>
        record.Name.StartsWith("IidSpike", StringComparison.Ordinal) ? Spike(record.Parameters, compatible) : ChangePoint(record.Parameters, compatible);

    private static IEnumerable<MLNetRow> Rows(IMLNetDetector detector, double[] values)
    {
        var state = new double[detector.StateLength];
        detector.Start(state);
        var row = new MLNetRow[1];
        foreach (var value in values)
        {
            detector.Advance(state, [value], row);
            yield return row[0];
        }
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

    private static void Check(MlNetRecording record, Func<IMLNetDetector> make, double tolerance)
    {
        if (record.Rows.Count == 0)
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => make());
            return;
        }

        foreach (var want in record.Rows)
        {
            foreach (var (i, got) in Rows(make(), record.Values).Index())
            {
                Assert.True(got.Alert == want[i].Alert, $"{record.Name}, row {i}: alert {got.Alert}, ML.NET {want[i].Alert}");
                Close(got.RawScore, want[i].RawScore, tolerance, $"{record.Name}, row {i}: raw score");
                Close(got.PValue, want[i].PValue, tolerance, $"{record.Name}, row {i}: p-value");
                Close(got.Martingale, want[i].Martingale, tolerance, $"{record.Name}, row {i}: martingale");
            }
        }
    }

    /// <summary>A p-value is a difference of numbers near 1/2, so that its own rounding is 1e-16.</summary>
    private static void Close(double got, double want, double tolerance, string what) =>
        Assert.True(got.Equals(want) || Math.Abs(got - want) <= tolerance * Math.Abs(want) + 1e-14, $"{what} {got:R}, ML.NET {want:R}");
}
