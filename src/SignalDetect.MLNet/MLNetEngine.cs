using SignalDetect.Core.Detectors;
using SignalDetect.MLNet.Series;
#if MLNET
using SignalDetect.MLNet.Package;
#endif

namespace SignalDetect.MLNet;

/// <summary>
/// ML.NET as a second engine for the detectors of its catalogue: the package Microsoft.ML.TimeSeries itself computes them, so that they do as ML.NET does where
/// that is wrong, too, whatever a preset's <c>mlNetCompatible</c> says. What ML.NET lacks stays native.
/// </summary>
public static class MLNetEngine
{
    /// <summary>One line that says how to get the engine where it is not built in.</summary>
    public const string HowToGetIt =
        "This program was built without ML.NET. To have it, build it where the NuGet feed holds Microsoft.ML.TimeSeries 5.0.0 whole "
        + "and SIGNALDETECT_MLNET is not false; or use --engine native.";

    /// <summary>The engine's detectors; null where the package feeds did not hold the package whole when this program was built.</summary>
#if MLNET
    public static DetectorSource? Detectors { get; } = PackageDetectors.Make;
#else
    public static DetectorSource? Detectors => null;
#endif

    /// <summary>The engine's SR-CNN of whole series; null where there is no engine.</summary>
#if MLNET
    public static WholeSeriesSrCnn? WholeSeries { get; } = SrCnnWholeSeries.Detect;
#else
    public static WholeSeriesSrCnn? WholeSeries => null;
#endif

    /// <summary>The engine's own series of a detector, without a state of the caller's; null where it has none.</summary>
#if MLNET
    internal static SeriesKind? Series(string name, Preset preset) => PackageDetectors.Series(name, preset.Detectors);
#else
    internal static SeriesKind? Series(string name, Preset preset) => null;
#endif

    /// <summary>True when this program was built with the engine.</summary>
    public static bool IsBuiltIn => Detectors is not null;
}
