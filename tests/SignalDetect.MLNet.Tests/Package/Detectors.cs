using SignalDetect.Core.Detectors;
using SignalDetect.Core.Detectors.MLNet;
using SignalDetect.Core.Detectors.Presets;

namespace SignalDetect.MLNet.Tests.Package;

/// <summary>Makes the package's detectors.</summary>
internal static class Detectors
{
    /// <summary>All that the package has.</summary>
    public static IEnumerable<string> Names => DetectorList.Names.Where(name => MLNetEngine.Detectors?.Invoke(name, new Preset { Name = "x" }, 300) is not null);

    public static IDetector Make(string name, DetectorParameters? parameters = null) =>
        MLNetEngine.Detectors!(name, new Preset { Name = "x", Detectors = parameters ?? new() }, 300)!;

    /// <summary>One that gives rows of spikes or change points.</summary>
    public static IMLNetDetector Catalogue(string name, DetectorParameters? parameters = null) => (IMLNetDetector)Make(name, parameters);

    public static double[] Begun(IDetector detector)
    {
        var state = new double[detector.StateLength];
        detector.Start(state);
        return state;
    }
}
