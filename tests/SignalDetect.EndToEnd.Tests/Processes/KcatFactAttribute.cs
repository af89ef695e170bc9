using Xunit;

namespace SignalDetect.EndToEnd.Tests.Processes;

/// <summary>A test that needs kcat, a Kafka client of other authors; it is skipped, saying so, where the program is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class KcatFactAttribute : FactAttribute
{
    public KcatFactAttribute()
    {
        var folders = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator) ?? [];
        if (!folders.Any(folder => File.Exists(Path.Combine(folder, "kcat")))) Skip = "kcat is not installed (Debian, Ubuntu: apt-get install kcat)";
    }
}
