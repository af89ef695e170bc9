using System.Text.Json;
using SignalDetect.Core.Detectors.MLNet;
using SignalDetect.Core.Detectors.MLNet.Ssa;
using SignalDetect.Core.Detectors.Presets;
using Xunit;

namespace SignalDetect.Core.Tests.Detectors;

public sealed class SsaGoldenTests
{
    private const int Batch = 0;
    private const int Engine = 1;

    /// <summary>On these inputs, and by proportions to forecasts near 0, the errors spoil ML.NET's running sum; on the others they make its last digits differ, up to 1e-3 of a p-value or martingale.</summary>
    private static readonly string[] Spoilt = ["const_spike", "zeros_ones", "linear", "huge_1e9", "tiny", "Proportion"];

    [Fact]
    public void SsaSpike_EveryRecordingOfMlNet_AgreesTo1e5()
    {
        var records = MlNetRecording.All("ssa_spike.json.gz").ToArray();
        Assert.Equal(77, records.Length);
        foreach (var record in records) Check(record, compatible => Spike(record.Parameters, compatible), (state, made) => ((SsaSpike)made).Train(state, record.Values));
    }

    [Fact]
    public void SsaChangePoint_EveryRecordingOfMlNet_AgreesTo1e5()
    {
        var records = MlNetRecording.All("ssa_changepoint.json.gz").ToArray();
        Assert.Equal(27, records.Length);
        foreach (var record in records) Check(record, compatible => ChangePoint(record.Parameters, compatible), (state, made) => ((SsaChangePoint)made).Train(state, record.Values));
    }

    [Fact]
    public void SsaModel_EveryModelThatMlNetTrained_IsTheSame()
    {
        var records = MlNetRecording.All("ssa_spike.json.gz").Where(record => record.Model.ValueKind == JsonValueKind.Object).ToArray();
        Assert.Equal(77, records.Length);
        foreach (var record in records)
        {
            var known = record.Values.Where(value => !double.IsNaN(value)).Select(value => (float)value);
            var model = SsaModel.Train([.. known.Take(record.Parameters.GetProperty("trainingWindowSize").GetInt32())], record.Parameters.GetProperty("seasonalityWindowSize").GetInt32());
            Assert.Equal((record.Model.GetProperty("rank").GetInt32(), record.Model.GetProperty("windowSize").GetInt32()), (model.Rank, model.Window));
            var scale = Math.Max(1e-30, model.Signal.Max(MathF.Abs));
            Near(model.Alpha, "alpha", 1);
            Near(model.Signal, "state", scale);
            Near([model.Next], "nextPrediction", scale);

            void Near(IReadOnlyList<float> got, string name, double unit)
            {
                var recorded = record.Model.GetProperty(name);
                var want = recorded.ValueKind == JsonValueKind.Array ? MlNetRecording.Numbers(recorded) : [recorded.GetDouble()];
                Assert.Equal(want.Length, got.Count);
                for (var i = 0; i < want.Length; i++) Assert.True(Math.Abs(got[i] - want[i]) <= 1e-5 * unit, $"{record.Name}: {name} {got[i]:R}, ML.NET {want[i]:R}");
            }
        }
    }

    /// <summary>What ML.NET makes of errors.</summary>
    private static IMLNetDetector Kernel(JsonElement p) => p.TryGetProperty("martingale", out var martingale)
        ? new IidChangePoint(new IidChangePointParameters
        {
            History = p.GetProperty("changeHistoryLength").GetInt32(),
            Confidence = p.GetProperty("confidence").GetDouble(),
            Martingale = Enum.Parse<Betting>(martingale.GetString()!),
            Epsilon = p.GetProperty("eps").GetDouble(),
            MLNetCompatible = true,
        })
        : new IidSpike(new IidSpikeParameters
        {
            History = p.GetProperty("pvalueHistoryLength").GetInt32(),
            Confidence = p.GetProperty("confidence").GetDouble(),
            Side = Enum.Parse<Side>(p.GetProperty("side").GetString()!),
            MLNetCompatible = true,
        });

    private static SsaSpike Spike(JsonElement p, bool compatible) => new(new SsaSpikeParameters
    {
        TrainingWindow = p.GetProperty("trainingWindowSize").GetInt32(),
        SeasonalityWindow = p.GetProperty("seasonalityWindowSize").GetInt32(),
        Error = Enum.Parse<ErrorFunction>(p.GetProperty("errorFunction").GetString()!),
        MLNetCompatible = compatible,
        History = p.GetProperty("pvalueHistoryLength").GetInt32(),
        Confidence = p.GetProperty("confidence").GetDouble(),
        Side = Enum.Parse<Side>(p.GetProperty("side").GetString()!),
    });

    private static SsaChangePoint ChangePoint(JsonElement p, bool compatible) => new(new SsaChangePointParameters
    {
        TrainingWindow = p.GetProperty("trainingWindowSize").GetInt32(),
        SeasonalityWindow = p.GetProperty("seasonalityWindowSize").GetInt32(),
        Error = Enum.Parse<ErrorFunction>(p.GetProperty("errorFunction").GetString()!),
        MLNetCompatible = compatible,
        History = p.GetProperty("changeHistoryLength").GetInt32(),
        Confidence = p.GetProperty("confidence").GetDouble(),
        Martingale = Enum.Parse<Betting>(p.GetProperty("martingale").GetString()!),
        Epsilon = p.GetProperty("eps").GetDouble(),
    });

    // Compatible is ML.NET's engine; the default is its batch, up to the first gap, and not at all where the model was trained on one.
    private static void Check(MlNetRecording record, Func<bool, IMLNetDetector> make, Action<double[], IMLNetDetector> train)
    {
        if (record.Rows.Count == 0)
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => make(true));
            return;
        }

        Same(Rows(make(true), train, record.Values), record.Rows[Engine], $"{record.Name}, engine");
        var gap = Array.FindIndex(record.Values, value => !double.IsFinite(value));
        if (gap >= 0 && gap < record.Parameters.GetProperty("trainingWindowSize").GetInt32()) return;
        var want = record.Rows[Batch][..(gap < 0 ? ^0 : gap)];
        var right = Rows(make(false), train, record.Values[..want.Length]);
        var kernel = Rows(Kernel(record.Parameters), null, [.. right.Select(row => row.RawScore)]);
        Same([.. right.Zip(kernel, (row, rest) => rest with { RawScore = row.RawScore })], want, $"{record.Name}, batch");
        if (!Spoilt.Any(one => record.Name.Contains(one, StringComparison.Ordinal))) Same(right, want, $"{record.Name}, right", 1e-3);
    }

    private static MLNetRow[] Rows(IMLNetDetector detector, Action<double[], IMLNetDetector>? train, double[] values)
    {
        var state = new double[detector.StateLength];
        train?.Invoke(state, detector);
        var rows = new MLNetRow[values.Length];
        for (var i = 0; i < values.Length; i++) detector.Advance(state, values.AsSpan(i, 1), rows.AsSpan(i, 1));
        return rows;
    }

    private static void Same(MLNetRow[] got, MLNetRow[] want, string what, double tolerance = 1e-5)
    {
        for (var i = 0; i < want.Length; i++)
        {
            Assert.True(got[i].Alert == want[i].Alert, $"{what}, row {i}: alert {got[i].Alert}, ML.NET {want[i].Alert}");
            Close(got[i].RawScore, want[i].RawScore, $"{what}, row {i}: raw score", 1e-5);
            Close(got[i].PValue, want[i].PValue, $"{what}, row {i}: p-value", tolerance);
            Close(got[i].Martingale, want[i].Martingale, $"{what}, row {i}: martingale", tolerance);
        }
    }

    private static void Close(double got, double want, string what, double tolerance) =>
        Assert.True(got.Equals(want) || Math.Abs(got - want) <= tolerance * Math.Abs(want), $"{what} {got:R}, ML.NET {want:R}");
}
