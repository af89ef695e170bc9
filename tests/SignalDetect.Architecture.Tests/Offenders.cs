using Xunit;

namespace SignalDetect.Architecture.Tests;

internal static class Offenders
{
    /// <summary>Fails with all of them, one a line.</summary>
    internal static void None<T>(IEnumerable<T> offenders)
    {
        var lines = offenders.Select(offender => $"{offender}").Distinct().ToList();
        Assert.True(lines.Count == 0, string.Join(Environment.NewLine, lines));
    }
}
