using Xunit.Sdk;

namespace SignalDetect.EndToEnd.Tests.Processes;

/// <summary>Waits for what other processes bring about.</summary>
internal static class Deadline
{
    /// <summary>Far longer than anything takes: only what never comes runs into it.</summary>
    public static readonly TimeSpan Standard = TimeSpan.FromMinutes(4);

    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(20);

    /// <summary>Looks until it is so; fails with <paramref name="what"/> when it takes too long.</summary>
    public static Task UntilAsync(Func<bool> so, Func<string> what, TimeSpan? limit = null) => UntilAsync(() => Task.FromResult(so()), what, limit);

    /// <inheritdoc cref="UntilAsync(Func{bool}, Func{string}, TimeSpan?)"/>
    public static async Task UntilAsync(Func<Task<bool>> so, Func<string> what, TimeSpan? limit = null)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (!await so())
        {
            if (TimeProvider.System.GetElapsedTime(begun) > (limit ?? Standard)) throw new XunitException($"In vain: {what()}");
            await Task.Delay(Again);
        }
    }
}
