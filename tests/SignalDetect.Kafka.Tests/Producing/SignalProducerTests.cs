using System.Text;
using Confluent.Kafka;
using SignalDetect.Core.Pipeline;
using SignalDetect.Core.Signals;
using SignalDetect.Kafka.Producing;
using SignalDetect.Kafka.Tests.Streaming;
using SignalDetect.Testing;
using Xunit;

namespace SignalDetect.Kafka.Tests.Producing;

public sealed class SignalProducerTests : IAsyncDisposable
{
    private const long Start = SignalStory.Monday;

    private readonly Rig rig = new(3);

    public ValueTask DisposeAsync() => rig.DisposeAsync();

    [Fact]
    public async Task Produce_AStory_WritesEachStepWhereAndWhenTheReplaySays()
    {
        byte[][] lines = [.. Stories.Surge.Take(300), "no json"u8.ToArray(), [], .. Stories.Surge.Skip(300).Take(100)];
        var done = await Producer().RunAsync(Async(lines), null, CancellationToken.None);

        var (expected, turn) = (Enumerable.Range(0, 3).Select(_ => new List<string>()).ToArray(), 0);
        var steps = Replays.Steps(Rig.Setup, lines);
        foreach (var step in steps)
        {
            if (step.Line is null)
            {
                foreach (var partition in expected) partition.Add(Show(step.Time, null, Rig.Tick(step.Time)));
                continue;
            }

            var key = step.Service < 0 ? null : Rig.Setup.Catalogue.Services[step.Service].Key.ToArray();
            expected[key is null ? turn++ % 3 : HomePartition.Of(key, 3)].Add(Show(step.Time, key, step.Line));
        }

        for (var partition = 0; partition < 3; partition++)
            Assert.Equal(expected[partition], rig.Read("signals", partition).Select(record => Show(record.Message.Timestamp.UnixTimestampMs, record.Message.Key, record.Message.Value)));
        Assert.Equal(new ProduceProgress(402, lines.Sum(line => line.Length), steps.Count(step => step.Line is null) * 3, steps[^1].Time), done);
    }

    [Fact]
    public async Task Produce_LinesWithoutATime_TakeTheNeighbours()
    {
        await Producer().RunAsync(Async("first"u8.ToArray(), Line(Start + 5_000), "last"u8.ToArray(), Line(Start)), null, CancellationToken.None);
        var times = Enumerable.Range(0, 3).SelectMany(partition => rig.Read("signals", partition)).Where(record => !IsTick(record)).Select(Time).ToArray();
        Assert.Equal([Start + 5_000, Start + 5_000, Start + 5_000, Start + 5_000], times);
        Assert.All(Enumerable.Range(0, 3), partition => Assert.True(IsTick(rig.Read("signals", partition)[0])));
        Assert.All(Enumerable.Range(0, 3), partition => Assert.Equal(Start + 180_000, Time(rig.Read("signals", partition)[^1])));
    }

    [Fact]
    public async Task Produce_NoLineHasATime_AllAreSentAtTheBeginningOfTime()
    {
        var done = await Producer().RunAsync(Async("one"u8.ToArray(), "two"u8.ToArray()), null, CancellationToken.None);
        Assert.Equal(2, done.Lines);
        Assert.All(Enumerable.Range(0, 3).SelectMany(partition => rig.Read("signals", partition)), record => Assert.InRange(Time(record), 1, 180_000));
    }

    [Fact]
    public async Task Produce_AtSixtyTimesRealTime_SendsAMinuteASecond()
    {
        var clock = new FakeTime(DateTimeOffset.UnixEpoch.AddYears(60));
        var running = Producer(new ProduceOptions(rig.Broker.Bootstrap) { Speed = 60 }, clock).RunAsync(
            Async(Line(Start), Line(Start + 60_000), Line(Start + 120_000)), null, CancellationToken.None);
        await Eventually.IsTrueAsync(() => Lines() == 1, () => $"{Lines()}");
        clock.Advance(TimeSpan.FromSeconds(0.9));
        Assert.Equal(1, Lines());
        clock.Advance(TimeSpan.FromSeconds(0.1));
        await Eventually.IsTrueAsync(() => Lines() == 2, () => $"{Lines()}");
        clock.Advance(TimeSpan.FromSeconds(1));
        await Eventually.IsTrueAsync(() => Lines() == 3, () => $"{Lines()}");
        Assert.False(running.IsCompleted);
        // The last tick closes the third minute: 180 s and the lateness after the start.
        clock.Advance(TimeSpan.FromSeconds(3));
        await running;

        int Lines() => Enumerable.Range(0, 3).Sum(partition => rig.End(partition) is var end && end > 0 ? rig.Read("signals", partition).Count(record => !IsTick(record)) : 0);
    }

    [Fact]
    public async Task Produce_ForAGroupThatDoesNotCommit_StaysTwoMebibytesAhead()
    {
        var lines = Enumerable.Range(0, 4_000).Select(i => Line(Start, id: i, text: new string('x', 900))).ToArray();
        var home = HomePartition.Of("tiktok"u8, 3);
        using var cancel = new CancellationTokenSource();
        var running = Producer(new ProduceOptions(rig.Broker.Bootstrap) { Speed = 0, Group = "slow" }).RunAsync(Async(lines), null, cancel.Token);
        await Eventually.IsTrueAsync(() => rig.Log.Count("Waiting for group 'slow'") == 1, () => $"{rig.End(home)}");
        await AheadAsync(0);

        using var group = Client.Consumer(rig.Broker, "slow");
        group.Commit([new TopicPartitionOffset("signals", home, 500)]);
        await Eventually.IsTrueAsync(() => rig.End(home) > 2_200, () => $"{rig.End(home)}");
        await AheadAsync(500);
        Assert.False(running.IsCompleted);

        group.Commit([new TopicPartitionOffset("signals", home, 2_200)]);
        Assert.Equal(4_000, (await running).Lines);

        async Task AheadAsync(int committed)
        {
            // It fills up to the bound, and no further.
            long Ahead() => rig.Read("signals", home).Skip(committed).Sum(record => record.Message.Value!.Length + (long)(record.Message.Key?.Length ?? 0));
            await Eventually.IsTrueAsync(() => Ahead() > 1_900_000, () => $"{Ahead()}");
            Assert.InRange(Ahead(), 1_900_000, 2 << 20);
        }
    }

    [Fact]
    public async Task Produce_AServiceFollowsClosely_TheRowsAreThoseOfTheStagesAlone()
    {
        rig.Start();
        var producer = Producer(new ProduceOptions(rig.Broker.Bootstrap) { Speed = 0, Group = "group", MostAhead = 20_000 });
        await producer.RunAsync(Async([.. Stories.Surge]), null, CancellationToken.None);
        await rig.CompleteAsync();
        SameRows.As(Stories.Rows(Stories.Surge), rig);
    }

    [Fact]
    public async Task Produce_ARecordIsRefused_FailsWithTheReason()
    {
        rig.Broker.PushErrors(BrokerRequest.Produce, ErrorCode.NoError, ErrorCode.NoError, ErrorCode.NoError, ErrorCode.TopicAuthorizationFailed);
        var failure = await Assert.ThrowsAsync<ProduceFailedException>(() => Producer().RunAsync(Async([.. Stories.Surge]), null, CancellationToken.None));
        Assert.Contains("authorization", failure.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Produce_NobodyAnswers_FailsWithTheAddress()
    {
        var clock = new FakeTime(DateTimeOffset.UnixEpoch.AddYears(60));
        var running = Producer(new ProduceOptions("127.0.0.1:1"), clock).RunAsync(Async(Line(Start)), null, CancellationToken.None);
        await Eventually.IsTrueAsync(() => running.IsCompleted, () => "", () => clock.Advance(TimeSpan.FromSeconds(1)));
        Assert.Contains("127.0.0.1:1", (await Assert.ThrowsAsync<ProduceFailedException>(() => running)).Message, StringComparison.Ordinal);
    }

    private static async IAsyncEnumerable<byte[]> Async(params byte[][] lines)
    {
        await Task.CompletedTask;
        foreach (var line in lines) yield return line;
    }

    private static byte[] Line(long at, int id = 0, string text = "") =>
        Encoding.UTF8.GetBytes($$"""{"id":"{{id}}","at":"{{RowIds.Time(at)}}","source":"web","kind":"report","service":"TikTok","text":"{{text}}"}""");

    private static bool IsTick(ConsumeResult<byte[]?, byte[]?> record) => Encoding.UTF8.GetString(record.Message.Value!).Contains("\"tick\"", StringComparison.Ordinal);

    private static long Time(ConsumeResult<byte[]?, byte[]?> record) => record.Message.Timestamp.UnixTimestampMs;

    private static string Show(long time, byte[]? key, byte[]? value) => $"{time} {(key is null ? "-" : Encoding.UTF8.GetString(key))} {Encoding.UTF8.GetString(value ?? [])}";

    private SignalProducer Producer(ProduceOptions? options = null, TimeProvider? clock = null) =>
        new(options ?? new ProduceOptions(rig.Broker.Bootstrap) { Speed = 0 }, Rig.Setup.Catalogue, rig.Log, clock ?? TimeProvider.System);
}
