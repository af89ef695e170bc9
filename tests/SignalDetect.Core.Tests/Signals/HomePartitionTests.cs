using System.Text;
using SignalDetect.Core.Signals;
using Xunit;

namespace SignalDetect.Core.Tests.Signals;

public sealed class HomePartitionTests
{
    // Vectors of Apache Kafka's UtilsTest.testMurmur2.
    [Theory]
    [InlineData("21", -973932308)]
    [InlineData("foobar", -790332482)]
    [InlineData("a-little-bit-long-string", -985981536)]
    [InlineData("a-little-bit-longer-string", -1486304829)]
    [InlineData("lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", -58897971)]
    [InlineData("abc", 479470107)]
    public void Of_AKey_IsKafkasMurmur2WithoutItsSign(string key, int murmur2)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(key);
        foreach (int partitions in (int[])[1, 2, 3, 8, 16, 1000, int.MaxValue])
            Assert.Equal((murmur2 & 0x7fffffff) % partitions, HomePartition.Of(bytes, partitions));
    }
}
