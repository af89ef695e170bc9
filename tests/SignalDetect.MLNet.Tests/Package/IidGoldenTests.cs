using System.Text.Json;
using SignalDetect.Core.Detectors.MLNet;
using SignalDetect.Core.Detectors.Presets;
using SignalDetect.Core.Tests.Detectors;

namespace SignalDetect.MLNet.Tests.Package;

public sealed class IidGoldenTests
{
    private const double Near = 1e-9;

    [PackageFact]
    public void IidSpike_EveryRecording_AgreesTo1e9()
    {
        foreach (var record in MlNetRecording.All("iid_spike.json.gz"))
            RecordedRows.Check(record, () => Detectors.Catalogue(IidSpike.Key, new() { IidSpike = Spike(record.Parameters) }), [], record.Rows, Near);
    }

    [PackageFact]
    public void IidChangePoint_EveryRecording_AgreesTo1e9()
    {
        foreach (var record in MlNetRecording.All("iid_changepoint.json.gz"))
            RecordedRows.Check(record, () => Detectors.Catalogue(IidChangePoint.Key, new() { IidChangePoint = ChangePoint(record.Parameters) }), [], record.Rows, Near);
    }

    private static IidSpikeParameters Spike(JsonElement p) => new()
    {
        History = p.GetProperty("pvalueHistoryLength").GetInt32(),
        Confidence = p.GetProperty("confidence").GetDouble(),
        Side = Enum.Parse<Side>(p.GetProperty("side").GetString()!),
    };

    private static IidChangePointParameters ChangePoint(JsonElement p) => new()
    {
        History = p.GetProperty("changeHistoryLength").GetInt32(),
        Confidence = p.GetProperty("confidence").GetDouble(),
        Martingale = Enum.Parse<Betting>(p.GetProperty("martingale").GetString()!),
        Epsilon = p.GetProperty("eps").GetDouble(),
    };
}
