namespace SignalDetect.MLNet;

/// <summary>Whether this program was built with ML.NET as a second engine for the detectors.</summary>
public static class MLNetEngine
{
    /// <summary>True when the package Microsoft.ML.TimeSeries was asked for and the package feeds held it whole when this program was built.</summary>
#if MLNET
    public static bool IsBuiltIn => true;
#else
    public static bool IsBuiltIn => false;
#endif

    /// <summary>One line that says how to get the engine where it is not built in.</summary>
    public const string HowToGetIt =
        "This program was built without ML.NET. To have it, build it where the NuGet feed holds Microsoft.ML.TimeSeries 5.0.0, "
        + "with SIGNALDETECT_MLNET=true in the environment; or use --engine native.";
}
