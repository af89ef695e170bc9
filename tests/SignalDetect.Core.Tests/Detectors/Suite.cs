using SignalDetect.Core.Detectors;
using Xunit;

namespace SignalDetect.Core.Tests.Detectors;

/// <summary>The detectors that <see cref="DetectorSuiteTests"/> runs on: here the native ones. Another engine's tests run it on theirs.</summary>
internal static class Suite
{
    public static IEnumerable<string> Names => DetectorList.Names;

    public static IDetector Make(string name) => DetectorList.Make(name, new Preset { Name = "x" }, 300);

    /// <summary>A stream's detector with this one as its primary.</summary>
    public static StreamDetector Stream(string name) => MadeStream.Detector(300, name);
}

/// <summary>A test of the suite.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SuiteTheoryAttribute : TheoryAttribute;
