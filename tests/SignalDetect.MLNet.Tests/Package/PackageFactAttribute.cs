using Xunit;

namespace SignalDetect.MLNet.Tests.Package;

/// <summary>A test that needs ML.NET itself, and says so in one line where this build has none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PackageFactAttribute : FactAttribute
{
    internal const string Why = "ML.NET's own detectors were not run: the package feeds did not hold Microsoft.ML.TimeSeries whole";

    public PackageFactAttribute()
    {
        if (!MLNetEngine.IsBuiltIn) Skip = Why;
    }
}
