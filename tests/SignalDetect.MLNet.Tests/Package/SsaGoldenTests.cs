using System.Text.Json;
using SignalDetect.Core.Detectors.MLNet;
using SignalDetect.Core.Detectors.Presets;
using SignalDetect.Core.Tests.Detectors;

namespace SignalDetect.MLNet.Tests.Package;

public sealed class SsaGoldenTests
{
    private const double Near = 1e-5;
    private const int Engine = 1;

    [PackageFact]
    public void SsaSpike_EveryRecording_AgreesTo1e5() =>
        Check("ssa_spike.json.gz", p => Detectors.Catalogue(SsaSpike.Key, new() { SsaSpike = Spike(p) }));

    [PackageFact]
    public void SsaChangePoint_EveryRecording_AgreesTo1e5() =>
        Check("ssa_changepoint.json.gz", p => Detectors.Catalogue(SsaChangePoint.Key, new() { SsaChangePoint = ChangePoint(p) }));

    // A recording is trained on its own first values, and then scored from its beginning again. A series too short for that trains ML.NET on what there is; a
    // stream waits for more.
    private static void Check(string file, Func<JsonElement, IMLNetDetector> make)
    {
        foreach (var record in MlNetRecording.All(file))
        {
            var training = record.Parameters.GetProperty("trainingWindowSize").GetInt32();
            double[] before = [.. record.Values.Where(value => !double.IsNaN(value)).Take(training)];
            if (record.Rows.Count > 0 && before.Length < training) continue;
            RecordedRows.Check(record, () => make(record.Parameters), before, record.Rows.Skip(Engine), Near);
        }
    }

    private static SsaSpikeParameters Spike(JsonElement p) => new()
    {
        TrainingWindow = p.GetProperty("trainingWindowSize").GetInt32(),
        SeasonalityWindow = p.GetProperty("seasonalityWindowSize").GetInt32(),
        Error = Enum.Parse<ErrorFunction>(p.GetProperty("errorFunction").GetString()!),
        History = p.GetProperty("pvalueHistoryLength").GetInt32(),
        Confidence = p.GetProperty("confidence").GetDouble(),
        Side = Enum.Parse<Side>(p.GetProperty("side").GetString()!),
    };

    private static SsaChangePointParameters ChangePoint(JsonElement p) => new()
    {
        TrainingWindow = p.GetProperty("trainingWindowSize").GetInt32(),
        SeasonalityWindow = p.GetProperty("seasonalityWindowSize").GetInt32(),
        Error = Enum.Parse<ErrorFunction>(p.GetProperty("errorFunction").GetString()!),
        History = p.GetProperty("changeHistoryLength").GetInt32(),
        Confidence = p.GetProperty("confidence").GetDouble(),
        Martingale = Enum.Parse<Betting>(p.GetProperty("martingale").GetString()!),
        Epsilon = p.GetProperty("eps").GetDouble(),
    };
}
