using Confluent.Kafka;
using SignalDetect.Kafka.Streaming;
using SignalDetect.Testing;
using Xunit;

namespace SignalDetect.Kafka.Tests.Streaming;

public sealed class PartitionFeedTests
{
    private readonly FakeTime time = new(DateTimeOffset.UnixEpoch);
    private readonly PartitionFeed feed;

    public PartitionFeedTests() => feed = new PartitionFeed(3, time);

    [Fact]
    public void Take_BeforeTheStart_AnchorsAndIsDropped()
    {
        Assert.False(feed.IsAnchored);
        feed.Take(Record(7));
        Assert.True(feed.IsAnchored);
        Assert.Empty(Passed());
    }

    [Fact]
    public void Take_TheClientStandsElsewhereThanItWasSent_IsSentAgain()
    {
        feed.StartAt(5);
        feed.Started(5);
        feed.Take(Record(9));
        feed.Take(Record(10));
        Assert.False(feed.IsStarted);
        Assert.Equal(5, feed.Start);

        feed.Started(5);
        for (var offset = 5; offset < 8; offset++) feed.Take(Record(offset));
        Assert.Equal([5, 6, 7], Passed());
    }

    [Fact]
    public void Take_AHoleOfTheLogsOwn_IsAskedForTwiceAndThenBelieved()
    {
        feed.Started(5);
        feed.Take(Record(9));
        feed.Started(5);
        feed.Take(Record(9));
        feed.Take(Record(12));
        Assert.True(feed.IsStarted);
        Assert.Equal([9, 12], Passed());
    }

    [Fact]
    public void Take_AfterAPause_AnUnexpectedEndIsDoubtedToo()
    {
        feed.Started(0);
        feed.Take(Record(0));
        feed.Paused();
        feed.Resumed();
        feed.Take(End(20));
        Assert.False(feed.IsStarted);
        Assert.Equal(1, feed.Start);
    }

    [Fact]
    public void Take_WhatWasReadAlready_IsDropped()
    {
        feed.Started(5);
        foreach (var offset in (int[])[5, 6, 4, 5, 6, 7]) feed.Take(Record(offset));
        Assert.Equal([5, 6, 7], Passed());
    }

    [Fact]
    public void Take_MoreThanTheOwnerReads_BlocksUntilItIsDrained()
    {
        feed.Started(0);
        var offset = 0;
        while (!feed.IsBlocked) feed.Take(Record(offset++));
        Assert.Equal(20_000, offset);
        Assert.False(feed.IsDrained);

        Assert.Equal(15_000, Passed().Count);
        feed.Tend();
        Assert.True(feed.IsDrained);
        Assert.Equal(5_000, Passed().Count);
    }

    [Fact]
    public void Tend_ABatchThatIsOldEnough_PassesItOnAndLaterAnEmptyOne()
    {
        feed.Started(0);
        feed.Take(Record(0));
        time.Advance(TimeSpan.FromMilliseconds(99));
        feed.Tend();
        Assert.False(feed.Batches.TryPeek(out _));
        time.Advance(TimeSpan.FromMilliseconds(1));
        feed.Tend();
        Assert.True(feed.Batches.TryRead(out var batch));
        Assert.Single(batch.Records);

        time.Advance(TimeSpan.FromSeconds(1));
        feed.Tend();
        Assert.True(feed.Batches.TryRead(out var idle));
        Assert.Empty(idle.Records);
    }

    private static ConsumeResult<Ignore, byte[]?> Record(long offset) =>
        new() { TopicPartitionOffset = new("signals", 3, offset), Message = new Message<Ignore, byte[]?> { Value = [], Timestamp = new Timestamp(1, TimestampType.CreateTime) } };

    private static ConsumeResult<Ignore, byte[]?> End(long offset) => new() { TopicPartitionOffset = new("signals", 3, offset), IsPartitionEOF = true };

    private List<long> Passed()
    {
        time.Advance(TimeSpan.FromMilliseconds(100));
        feed.Tend();
        var offsets = new List<long>();
        while (feed.Batches.TryRead(out var batch)) offsets.AddRange(batch.Records.Select(record => record.Offset));
        return offsets;
    }
}
