using SignalDetect.Core.Pipeline;
using SignalDetect.Kafka.Streaming;
using Xunit;

namespace SignalDetect.Kafka.Tests.Streaming;

public sealed class LogPositionTests
{
    [Fact]
    public void Find_NothingStored_BeginsWithWhatTheLogStillHolds() =>
        Assert.Equal(new LogPosition(40, 40), LogPosition.Find(new StoredPartition(1, 0, default, 0, default), 40, 100));

    [Theory]
    [InlineData(50, 80, 0, 100, 50, 80, 0, null)] // all there
    [InlineData(50, 100, 50, 100, 50, 100, 0, null)] // just there
    [InlineData(50, 80, 60, 100, 60, 80, 10, 50L)] // outcomes there, state lost
    [InlineData(50, 80, 80, 100, 80, 80, 30, 50L)] // nothing unread is lost
    [InlineData(50, 80, 90, 100, 90, 90, 10, 80L)] // unread records lost
    [InlineData(50, 80, 0, 30, 0, 0, 50, 80L)] // another, shorter log
    public void Find_Stored_SaysWhereToBeginAndWhatIsMissing(
        long snapshotOffset, long offset, long first, long end, long start, long outcomesFrom, long missing, long? lost)
    {
        var position = LogPosition.Find(new StoredPartition(1, offset, new byte[] { 1 }, snapshotOffset, default), first, end);
        Assert.Equal((start, outcomesFrom, missing, lost), (position.Start, position.OutcomesFrom, position.Missing, position.Lost));
    }
}
