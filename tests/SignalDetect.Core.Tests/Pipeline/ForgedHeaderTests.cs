using System.Globalization;
using System.Text;
using SignalDetect.Core.Pipeline;
using SignalDetect.Core.Signals;
using SignalDetect.Testing;
using Xunit;

namespace SignalDetect.Core.Tests.Pipeline;

/// <summary>Records that carry the header of what a service writes, and cannot be from one.</summary>
public sealed class ForgedHeaderTests
{
    private const long Start = SignalStory.Monday;
    private const int Partitions = 2;

    private static readonly PipelineSetup Setup = Setups.Default();
    private static readonly int Home = HomePartition.Of("tiktok"u8, Partitions);
    private static readonly int Other = 1 - Home;

    private readonly BatchOutput output = new();
    private long offset;

    [Fact]
    public void Signal_WithThePartitionsOwnOrigin_IsReadAsAnyOther()
    {
        var pipeline = new PartitionPipeline(Setup, Home, Partitions);
        Read(pipeline, Report("a"), new Origin(Home, 5, 0));
        AssertCounted(pipeline);
    }

    [Fact]
    public void Signal_WithTheOriginOfATick_IsReadAsAnyOther()
    {
        var pipeline = new PartitionPipeline(Setup, Home, Partitions);
        Read(pipeline, Report("a"), Origin.Tick(Other));
        AssertCounted(pipeline);
    }

    [Fact]
    public void Signal_ForwardedToAPartitionThatIsNotItsHome_IsForwardedHome()
    {
        var pipeline = new PartitionPipeline(Setup, Other, Partitions);
        Read(pipeline, Report("a"), new Origin(Home, 5, 0));
        pipeline.Finish(output);
        Assert.Equal(1, output.Totals.Sent);
        Assert.Single(output.Forwards);
    }

    private void AssertCounted(PartitionPipeline pipeline)
    {
        pipeline.Read(new LogRecord(offset++, Start + 60_000, Tick(Start + 60_000)), output);
        Read(pipeline, Tick(Start + 60_000), Origin.Tick(Other));
        pipeline.Finish(output);
        Assert.Equal(new Totals(Sent: 1, 0, Counted: 1, 0, 0, 0), output.Totals);
    }

    private void Read(PartitionPipeline pipeline, byte[] value, Origin? origin) => pipeline.Read(new LogRecord(offset++, Start, value, origin), output);

    private static byte[] Report(string id) => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $$"""{"id":"{{id}}","at":"{{RowIds.Time(Start)}}","source":"web","kind":"report","service":"tiktok"}"""));

    private static byte[] Tick(long at) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""{"kind":"tick","at":"{{RowIds.Time(at)}}","source":"produce"}"""));
}
