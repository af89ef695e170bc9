namespace SignalDetect.EndToEnd.Tests.Processes;

/// <summary>How much of the long tests runs: a sample, or all of it where <c>SIGNALDETECT_LONG</c> is 1, as <c>./test --long</c> sets it.</summary>
internal static class Extent
{
    /// <summary>True for all of it.</summary>
    public static bool IsWhole { get; } = Environment.GetEnvironmentVariable("SIGNALDETECT_LONG") == "1";

    /// <summary>The sample's figure, or the whole one.</summary>
    public static T Of<T>(T sample, T whole) => IsWhole ? whole : sample;
}
