using SignalDetect.Core.Detectors;
using SignalDetect.Core.Detectors.MLNet;
using SignalDetect.MLNet.Series;

namespace SignalDetect.MLNet.Package;

/// <summary>The detectors that the package computes. A new one is an estimator and a line here.</summary>
internal static class PackageDetectors
{
    /// <summary>The detector of this name; null where ML.NET has none.</summary>
    public static IDetector? Make(string name, Preset preset, int stepSeconds)
    {
        var p = preset.Detectors;
        return name switch
        {
            IidSpike.Key => new EngineDetector(name, 1, Estimators.IidSpike(p.IidSpike), new SpikeScoring()),
            IidChangePoint.Key => new EngineDetector(name, p.IidChangePoint.History, Estimators.IidChangePoint(p.IidChangePoint), new ChangePointScoring(p.IidChangePoint.History)),
            _ => null,
        };
    }
}
