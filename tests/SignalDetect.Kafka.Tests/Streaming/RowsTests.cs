using SignalDetect.Testing;
using Xunit;

namespace SignalDetect.Kafka.Tests.Streaming;

public sealed class RowsTests
{
    private static readonly string Expected = Stories.Rows(Stories.Surge);

    [Theory]
    [InlineData(Placement.Home)]
    [InlineData(Placement.OtherHash)]
    [InlineData(Placement.InTurn)]
    public async Task Rows_WhereverSignalsArrive_AreThoseOfTheStagesAlone(Placement placement)
    {
        await using var rig = new Rig(8);
        await rig.PlayAsync(Stories.Surge, placement);
        rig.Start();
        await rig.CompleteAsync();
        SameRows.As(Expected, rig);
    }
}
