using SignalDetect.Core.Detectors;
using Xunit;

namespace SignalDetect.MLNet.Tests.Package;

/// <summary>The detectors that the native ones' suite runs on here: the package's.</summary>
internal static class Suite
{
    public static IEnumerable<string> Names => Detectors.Names;

    public static IDetector Make(string name) => Detectors.Make(name);

    public static StreamDetector Stream(string name) => new(new Preset { Name = name, Primary = name }, 300, MLNetEngine.Detectors);
}

/// <summary>A test of that suite, which says in one line where this build has no ML.NET.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SuiteTheoryAttribute : TheoryAttribute
{
    public SuiteTheoryAttribute()
    {
        if (!MLNetEngine.IsBuiltIn) Skip = PackageFactAttribute.Why;
    }
}
