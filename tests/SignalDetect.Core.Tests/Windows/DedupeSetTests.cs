using SignalDetect.Core.Windows;
using Xunit;

namespace SignalDetect.Core.Tests.Windows;

public sealed class DedupeSetTests
{
    private const long Span = 600_000;

    [Theory]
    [InlineData(0, false)]
    [InlineData(Span, false)]
    [InlineData(Span + 1, true)]
    public void Add_OfARepeat_IsNewOnlyAfterTheSpan(long later, bool isNew)
    {
        var seen = new DedupeSet(Span);
        Assert.True(seen.Add(1, 42, 1_000));
        Assert.Equal(isNew, seen.Add(1, 42, 1_000 + later));
    }

    [Fact]
    public void Add_OfARepeatOfARepeat_IsHeldAgainstTheFirst()
    {
        var seen = new DedupeSet(Span);
        seen.Add(1, 42, 0);
        Assert.False(seen.Add(1, 42, Span));
        Assert.True(seen.Add(1, 42, Span + 1));
        Assert.False(seen.Add(1, 42, 2 * Span + 1));
    }

    [Fact]
    public void Add_OfAnotherServiceOrIdentity_IsNew()
    {
        var seen = new DedupeSet(Span);
        seen.Add(1, 42, 0);
        Assert.True(seen.Add(2, 42, 0));
        Assert.True(seen.Add(1, 43, 0));
    }

    [Fact]
    public void Forget_AfterTheSpan_LeavesNothing()
    {
        var seen = new DedupeSet(Span);
        for (var i = 0; i < 1_000; i++) seen.Add(1, (UInt128)i, i);
        seen.Forget(Span + 500);
        Assert.Equal(500, seen.Count);
        seen.Forget(Span + 1_000);
        Assert.Equal(0, seen.Count);
    }

    [Fact]
    public void Load_OfWhatWasSaved_RemembersTheSame()
    {
        var seen = new DedupeSet(Span);
        seen.Add(1, UInt128.MaxValue, 5);
        seen.Add(3, 7, 6);
        using var buffer = new MemoryStream();
        using (var to = new BinaryWriter(buffer, System.Text.Encoding.UTF8, leaveOpen: true)) seen.Save(to, service => $"s{service}");
        buffer.Position = 0;
        var loaded = new DedupeSet(Span);
        using var from = new BinaryReader(buffer);
        loaded.Load(from, id => id == "s1" ? 11 : -1);
        Assert.False(loaded.Add(11, UInt128.MaxValue, 6));
        Assert.Equal(1, loaded.Count);
    }
}
