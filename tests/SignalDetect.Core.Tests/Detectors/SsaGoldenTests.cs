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

    /// <summary>On these inputs, by proportions to forecasts near 0 and by squares of large errors, the running sum of ML.NET is spoilt, or hangs on rounding.</summary>
    private static readonly string[] Spoilt = ["const_spike", "zeros_ones", "linear", "huge_1e9", "tiny", "Proportion", "Squared"];

    [Fact]
    public void SsaSpike_EveryRecordingOfMlNet_AgreesTo1e5()
    {
        var records = MlNetRecording.All("ssa_spike.json.gz").ToArray();
        Assert.Equal(77, records.Length);
        foreach (var record in records) Check(record, compatible => Spike(record.Parameters, compatible), (detector, rows) => ((SsaSpike)detector).Detect(record.Values, rows), (detector, state) => ((SsaSpike)detector).Train(state, record.Values));
    }

    [Fact]
    public void SsaChangePoint_EveryRecordingOfMlNet_AgreesTo1e5()
    {
        var records = MlNetRecording.All("ssa_changepoint.json.gz").ToArray();
        Assert.Equal(27, records.Length);
        foreach (var record in records) Check(record, compatible => ChangePoint(record.Parameters, compatible), (detector, rows) => ((SsaChangePoint)detector).Detect(record.Values, rows), (detector, state) => ((SsaChangePoint)detector).Train(state, record.Values));
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

    private delegate void Scoring(IMLNetDetector detector, MLNetRow[] rows);

    private static void Check(MlNetRecording record, Func<bool, IMLNetDetector> make, Scoring whole, Action<IMLNetDetector, double[]> train)
    {
        if (record.Rows.Count == 0)
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => make(true));
            return;
        }

        var rows = new MLNetRow[record.Values.Length];
        whole(make(true), rows);
        Same(rows, record.Rows[Batch], $"{record.Name}, batch");
        var engine = make(true);
        var state = new double[engine.StateLength];
        train(engine, state);
        for (var i = 0; i < rows.Length; i++) engine.Advance(state, record.Values.AsSpan(i, 1), rows.AsSpan(i, 1));
        Same(rows, record.Rows[Engine], $"{record.Name}, engine");
        CheckRight(record, make(false), whole);
    }

    // As ML.NET's batch up to the first gap, if that is not among the values trained on: forecasts to 1e-6 of the values, what hangs on them to 1e-3.
    private static void CheckRight(MlNetRecording record, IMLNetDetector detector, Scoring whole)
    {
        var rows = new MLNetRow[record.Values.Length];
        whole(detector, rows);
        var gap = Array.FindIndex(record.Values, value => !double.IsFinite(value));
        if (gap >= 0 && gap < record.Parameters.GetProperty("trainingWindowSize").GetInt32()) return;
        var want = record.Rows[Batch][..(gap < 0 ? ^0 : gap)];
        var scale = record.Values.Where(double.IsFinite).Max(Math.Abs);
        var error = Enum.Parse<ErrorFunction>(record.Parameters.GetProperty("errorFunction").GetString()!);
        for (var i = 0; i < want.Length; i++)
        {
            var got = rows[i].RawScore;
            var reach = error switch
            {
                ErrorFunction.SquaredDifference => 2 * scale * (Math.Sqrt(want[i].RawScore) + 1e-6 * scale),
                ErrorFunction.SignedProportion or ErrorFunction.AbsoluteProportion => scale * Slope(record.Values[i], want[i].RawScore),
                _ => scale,
            };
            Assert.True(Math.Abs(got - want[i].RawScore) <= 1e-6 * reach, $"{record.Name}, right, row {i}: raw score {got:R}, ML.NET {want[i].RawScore:R}");
        }

        if (Spoilt.Any(one => record.Name.Contains(one, StringComparison.Ordinal))) return;
        Same([.. rows[..want.Length].Zip(want, (got, row) => got with { RawScore = row.RawScore })], want, $"{record.Name}, right", 1e-3);
    }

    /// <summary>How fast (x - f) / f changes with f: x / f^2, with f from the score.</summary>
    private static double Slope(double value, double score) => value == 0 ? 0 : Math.Max(Math.Pow(score + 1, 2), Math.Pow(score - 1, 2)) / Math.Abs(value);

    private static void Same(MLNetRow[] got, MLNetRow[] want, string what, double tolerance = 1e-5)
    {
        for (var i = 0; i < want.Length; i++)
        {
            Assert.True(got[i].Alert == want[i].Alert, $"{what}, row {i}: alert {got[i].Alert}, ML.NET {want[i].Alert}");
            Close(got[i].RawScore, want[i].RawScore, $"{what}, row {i}: raw score", tolerance);
            Close(got[i].PValue, want[i].PValue, $"{what}, row {i}: p-value", tolerance);
            Close(got[i].Martingale, want[i].Martingale, $"{what}, row {i}: martingale", tolerance);
        }
    }

    private static void Close(double got, double want, string what, double tolerance) =>
        Assert.True(got.Equals(want) || Math.Abs(got - want) <= tolerance * Math.Abs(want), $"{what} {got:R}, ML.NET {want:R}");
}
