using Xunit.Sdk;

namespace SignalDetect.Kafka.Tests.Streaming;

/// <summary>Holds the rows in a store against those expected.</summary>
internal static class SameRows
{
    /// <summary>Fails with the first lines that are only on one side.</summary>
    public static void As(string expected, Rig rig)
    {
        var actual = rig.Store.Look(book => book.Dump());
        if (actual == expected) return;
        var (want, got) = (expected.Split('\n'), actual.Split('\n'));
        var lines = want.Except(got).Take(4).Select(line => $"- {line}").Concat(got.Except(want).Take(4).Select(line => $"+ {line}"));
        throw new XunitException($"Rows differ ({want.Except(got).Count()} missing, {got.Except(want).Count()} too many):\n{string.Join('\n', lines)}\n{rig.Log}");
    }
}
