using SignalDetect.EndToEnd.Tests.Processes;
using SignalDetect.Testing;
using Xunit;
using Xunit.Abstractions;

namespace SignalDetect.EndToEnd.Tests.Streaming;

[Collection(EndToEndCollection.Name)]
public sealed class MalformedTests(ITestOutputHelper log) : IDisposable
{
    private const int Seed = 65_537;
    private const int Partitions = 8;

    /// <summary>The partition whose time a message moves far into the future.</summary>
    private const int Ahead = 5;

    /// <summary>One for each partition, and none of them among what the generator writes.</summary>
    private static readonly string[] Asked = ["netflix", "hulu", "slack", "zoom", "discord", "twitch", "reddit", "linkedin"];

    private static readonly long[] FarFuture = [SignalStory.Monday + 40L * 365 * 86_400_000, 253_402_300_799_999, 253_402_300_800_000, long.MaxValue / 2, long.MaxValue];

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Run_MalformedMessages_LosesNoneAndStopsNoPartition()
    {
        var count = Extent.Of(5_000, 50_000);
        log.WriteLine($"seed {Seed}, {count} messages");
        var random = new Random(Seed);
        var messages = new MalformedMessages(random, Partitions);
        await using var cluster = await Cluster.StartAsync(folder.Path, Partitions);
        cluster.Run();
        using var sending = new MalformedSending(cluster);
        var time = SignalStory.Monday;
        for (var partition = 0; partition < Partitions; partition++) await sending.SendAsync(MalformedMessages.Tick(partition, time));
        await sending.CommittedAsync();
        for (var left = count; left > 0; left--) await sending.SendAsync(messages.Next(time += random.Next(500)));
        await sending.CommittedAsync();

        foreach (var future in FarFuture) await sending.SendAsync(messages.Sound(Ahead, future, "tiktok", time, "late"));
        for (var partition = 0; partition < Partitions; partition++)
            await sending.SendAsync(messages.Sound(partition, time, Asked[partition], time, partition == Ahead ? "late" : null));
        for (var partition = 0; partition < Partitions; partition++) await sending.SendAsync(MalformedMessages.Tick(partition, time + 300_000));
        await sending.CommittedAsync();
        await cluster.SettledAsync();

        AssertNoneLost(cluster, sending);
        for (var partition = 0; partition < Partitions; partition++)
            Assert.Equal((Asked[partition], partition == Ahead ? 0 : 1), (Asked[partition], cluster.Rows.Number($"SELECT SUM(Count) FROM Counts WHERE Stream = '{Asked[partition]}' AND Final = 1")));
        Assert.DoesNotContain(" error ", cluster.Service.Error, StringComparison.Ordinal);
    }

    private void AssertNoneLost(Cluster cluster, MalformedSending sending)
    {
        var totals = cluster.Rows.Totals();
        var dead = sending.Dead();
        log.WriteLine($"{totals}; {string.Join(", ", dead.CountBy(letter => letter.Reason).OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key} {one.Value}"))}");
        Assert.Equal(sending.Signals.Count, totals.Sent);
        Assert.Equal(totals.Sent + totals.Extra, totals.Counted + totals.Duplicate + totals.Dead + totals.Unmatched);
        Assert.Equal(totals.Dead, dead.Count);
        foreach (var letter in dead)
        {
            Assert.Equal("signals", letter.Topic);
            Assert.True(sending.Signals.TryGetValue((letter.Partition, letter.Offset, letter.Index), out var line), $"Nobody sent {letter}.");
            if (line.Bytes.Length > 0) Assert.Equal((line.Bytes.Length, Convert.ToHexString(line.Bytes.AsSpan(0, Math.Min(line.Bytes.Length, 65_536)))), (letter.Length, Convert.ToHexString(letter.Value)));
            if (line.Reason is not null) Assert.Equal(line.Reason, letter.Reason);
        }

        var died = dead.Select(letter => (letter.Partition, letter.Offset, letter.Index)).ToHashSet();
        Assert.DoesNotContain(sending.Signals, one => one.Value.Reason is not null && !died.Contains(one.Key));
    }
}
