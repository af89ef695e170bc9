using Xunit.Sdk;

namespace SignalDetect.Kafka.Tests;

/// <summary>Waits for what other threads bring about.</summary>
internal static class Eventually
{
    /// <summary>Looks until it is so; fails with <paramref name="what"/> when it takes far too long.</summary>
    /// <param name="meanwhile">Done before each look.</param>
    public static async Task IsTrueAsync(Func<bool> so, Func<string> what, Action? meanwhile = null)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (true)
        {
            meanwhile?.Invoke();
            if (so()) return;
            if (TimeProvider.System.GetElapsedTime(begun) > TimeSpan.FromSeconds(40)) throw new XunitException($"Still not so: {what()}");
            await Task.Delay(5);
        }
    }
}
