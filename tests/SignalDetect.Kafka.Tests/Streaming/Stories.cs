using SignalDetect.Testing;

namespace SignalDetect.Kafka.Tests.Streaming;

/// <summary>Signals for tests, and the rows that the stages alone make of them.</summary>
internal static class Stories
{
    /// <summary>Two hours with a surge, posts, repeats, late and broken lines.</summary>
    public static IReadOnlyList<byte[]> Surge { get; } = new SignalStory(7, SignalStory.Monday)
        .Reports("tiktok", 0, 120, 1.5).Reports("youtube", 0, 120, 0.7).Reports("x", 0, 120, 0.4)
        .Reports("tiktok", 80, 20, 60, feature: "upload")
        .Posts("tiktok is down again", 82, 10, 8).Posts("instagram and whatsapp both down", 85, 5, 2).Posts("nice weather today", 0, 120, 0.2)
        .Repeat(0.05).Delay(0.05, 400)
        .Raw(50, "not json").Raw(60, """{"id":"a","kind":"report"}""").Raw(70, """{"id":"b","at":"2026-01-05T01:10:00Z","source":"web","kind":"report","service":"nobody"}""")
        .Lines();

    /// <summary>What a cluster of logs in memory makes of lines, without Kafka.</summary>
    public static string Rows(IReadOnlyList<byte[]> lines)
    {
        var cluster = new LogCluster(Rig.Setup, 4);
        Replays.Play(cluster, Rig.Setup, lines, 4, Placement.Home);
        return cluster.Run(seed: 1).Dump();
    }
}
