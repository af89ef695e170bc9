using SignalDetect.Kafka.Streaming;
using Xunit;

namespace SignalDetect.Kafka.Tests.Streaming;

public sealed class SnapshotCadenceTests
{
    [Theory]
    [InlineData(1_000, 256 << 10)]
    [InlineData(1_000_000, 1_000_000)]
    [InlineData(50_000_000, 1 << 20)]
    public void Due_AsMuchLogAsTheLastSnapshotIsLong_FromAQuarterMebibyteToAWhole(int length, int least)
    {
        var cadence = new SnapshotCadence();
        Assert.True(cadence.IsDue);
        cadence.Stored(length);
        Assert.False(cadence.IsDue);
        Assert.False(cadence.IsBehind);
        cadence.Read(least - 64); // a record is longer in the log than its value
        Assert.False(cadence.IsDue);
        Assert.True(cadence.IsBehind);
        cadence.Read(0);
        Assert.True(cadence.IsDue);
    }
}
