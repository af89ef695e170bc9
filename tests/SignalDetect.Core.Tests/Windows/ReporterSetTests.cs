using SignalDetect.Core.Windows;
using Xunit;

namespace SignalDetect.Core.Tests.Windows;

public sealed class ReporterSetTests
{
    [Fact]
    public void Count_WhileFew_IsExact()
    {
        var set = new ReporterSet();
        foreach (var reporter in Reporters(1, ReporterSet.ExactLimit).Concat(Reporters(1, ReporterSet.ExactLimit))) set.Add(reporter);
        set.Add(0);
        Assert.Equal(ReporterSet.ExactLimit, set.Count);
    }

    [Theory]
    [InlineData(300)]
    [InlineData(2_000)]
    [InlineData(20_000)]
    [InlineData(1_000_000)]
    public void Count_WhenMany_IsWithinThreeStandardErrors(int reporters)
    {
        var set = new ReporterSet();
        foreach (var reporter in Reporters(2, reporters)) set.Add(reporter);
        Assert.InRange(set.Count, reporters * 0.9, reporters * 1.1);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(5_000)]
    public void Save_WhateverTheOrder_WritesTheSameBytes(int reporters)
    {
        var forth = new ReporterSet();
        var back = new ReporterSet();
        foreach (var reporter in Reporters(3, reporters)) forth.Add(reporter);
        foreach (var reporter in Reporters(3, reporters).Reverse()) back.Add(reporter);
        Assert.Equal(Bytes(forth), Bytes(back));
        using var from = new BinaryReader(new MemoryStream(Bytes(forth)));
        Assert.Equal(Bytes(forth), Bytes(ReporterSet.Load(from)));
    }

    [Theory]
    [InlineData(10, 20)]
    [InlineData(200, 200)]
    [InlineData(5_000, 10)]
    [InlineData(10, 5_000)]
    public void Union_OfTwo_IsWhatAllTogetherGive(int first, int second)
    {
        var one = new ReporterSet();
        var other = new ReporterSet();
        var all = new ReporterSet();
        foreach (var reporter in Reporters(4, first)) { one.Add(reporter); all.Add(reporter); }
        foreach (var reporter in Reporters(5, second)) { other.Add(reporter); all.Add(reporter); }
        one.Union(other);
        Assert.Equal(Bytes(all), Bytes(one));
    }

    private static IEnumerable<ulong> Reporters(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (ulong)random.NextInt64() << 1 | 1)];
    }

    private static byte[] Bytes(ReporterSet set)
    {
        using var buffer = new MemoryStream();
        using (var to = new BinaryWriter(buffer)) set.Save(to);
        return buffer.ToArray();
    }
}
