using SignalDetect.Core.Detectors;
using SignalDetect.Core.Detectors.MLNet;
using SignalDetect.Core.Detectors.Presets;
using SignalDetect.MLNet.Series;

namespace SignalDetect.MLNet.Package;

/// <summary>The detectors that the package computes.</summary>
internal static class PackageDetectors
{
    /// <summary>The detector of this name; null where ML.NET has none.</summary>
    public static IDetector? Make(string name, Preset preset, int stepSeconds)
    {
        if (Series(name, preset.Detectors) is not { } series) return null;
        return name switch
        {
            IidChangePoint.Key => ChangePoint(preset.Detectors.IidChangePoint.History),
            SsaChangePoint.Key => ChangePoint(preset.Detectors.SsaChangePoint.History),
            SrCnn.Key => new SaliencyDetector(name, series),
            _ => new CatalogueDetector(name, 1, series, new SpikeScoring()),
        };

        CatalogueDetector ChangePoint(int history) => new(name, history, series, new ChangePointScoring(history));
    }

    /// <summary>The series of the detector of this name; null where ML.NET has none.</summary>
    public static SeriesKind? Series(string name, DetectorParameters p) => name switch
    {
        IidSpike.Key => Estimators.IidSpike(p.IidSpike),
        IidChangePoint.Key => Estimators.IidChangePoint(p.IidChangePoint),
        SsaSpike.Key => Estimators.SsaSpike(p.SsaSpike),
        SsaChangePoint.Key => Estimators.SsaChangePoint(p.SsaChangePoint),
        SrCnn.Key => Estimators.SrCnn(p.SrCnn),
        _ => null,
    };
}
