using Xunit;

namespace SignalDetect.EndToEnd.Tests.Processes;

/// <summary>A test that has no sample: it runs where the long tests run whole, and is skipped, saying so, otherwise.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class WholeFactAttribute : FactAttribute
{
    public WholeFactAttribute()
    {
        if (!Extent.IsWhole) Skip = "long: ./test --long runs it";
    }
}
