using SignalDetect.Backtest.Shards;

namespace SignalDetect.Backtest.Tests.Shards;

public sealed class ShardTests
{
    [Theory]
    [InlineData("0/1")]
    [InlineData("3/4")]
    [InlineData("9999/10000")]
    public void Parse_Shard_ReadsIt(string text) => Assert.Equal(text, Shard.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("4/4")]
    [InlineData("-1/4")]
    [InlineData("1/4/2")]
    [InlineData("0/0")]
    [InlineData(" 0/4")]
    [InlineData("0/10001")]
    [InlineData("a/b")]
    public void Parse_AnythingElse_IsNone(string text) => Assert.Null(Shard.Parse(text));

    [Theory]
    [InlineData(1, 10)]
    [InlineData(3, 10)]
    [InlineData(7, 5)]
    public void Owns_EachStream_IsOneShardsAndSharesDifferByOneAtMost(int shards, int streams)
    {
        var shares = Enumerable.Range(0, shards).Select(i => Enumerable.Range(0, streams).Where(new Shard(i, shards).Owns).ToArray()).ToArray();

        Assert.Equal(Enumerable.Range(0, streams), shares.SelectMany(share => share).Order());
        Assert.InRange(shares.Max(share => share.Length) - shares.Min(share => share.Length), 0, 1);
    }
}
