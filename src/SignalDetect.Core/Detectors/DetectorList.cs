using SignalDetect.Core.Detectors.MLNet;

namespace SignalDetect.Core.Detectors;

/// <summary>The detectors that a preset can name. A new one is a file and a line here.</summary>
public static class DetectorList
{
    private static readonly (string Name, Func<Preset, int, IDetector> Make)[] All =
    [
        (TailDetector.Key, (preset, step) => new TailDetector(preset.Detectors.Tail, preset.Calibration, step)),
        (Cusum.Key, (preset, _) => new Cusum(preset.Detectors.Cusum)),
        (IidSpike.Key, (preset, _) => new IidSpike(preset.Detectors.IidSpike)),
        (IidChangePoint.Key, (preset, _) => new IidChangePoint(preset.Detectors.IidChangePoint)),
        (SrCnn.Key, (preset, _) => new SrCnn(preset.Detectors.SrCnn)),
        (SrCnnTail.Key, (preset, _) => new SrCnnTail(preset.Detectors.SrCnnEntire)),
        (Bocpd.Key, (preset, _) => new Bocpd(preset.Detectors.Bocpd)),
        (Ewma.Key, (preset, _) => new Ewma(preset.Detectors.Ewma)),
        (Esd.Key, (preset, _) => new Esd(preset.Detectors.Esd)),
        (EProcess.Key, (preset, _) => new EProcess(preset.Detectors.EProcess)),
        (SsaSpike.Key, (preset, _) => new SsaSpike(preset.Detectors.SsaSpike)),
        (SsaChangePoint.Key, (preset, _) => new SsaChangePoint(preset.Detectors.SsaChangePoint)),
    ];

    /// <summary>Their names.</summary>
    public static IEnumerable<string> Names => All.Select(one => one.Name);

    /// <summary>True when there is one of this name.</summary>
    public static bool Has(string name) => All.Any(one => one.Name == name);

    /// <summary>The detector of this name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="preset">Its parameters.</param>
    /// <param name="stepSeconds">Length of a window.</param>
    /// <exception cref="ArgumentException">There is none of this name.</exception>
    public static IDetector Make(string name, Preset preset, int stepSeconds)
    {
        foreach (var (known, make) in All)
            if (known == name) return make(preset, stepSeconds);
        throw new ArgumentException($"'{name}' is none of {string.Join(", ", Names)}", nameof(name));
    }
}
