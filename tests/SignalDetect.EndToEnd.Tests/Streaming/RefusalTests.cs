using SignalDetect.EndToEnd.Tests.Processes;
using Xunit;

namespace SignalDetect.EndToEnd.Tests.Streaming;

[Collection(EndToEndCollection.Name)]
public sealed class RefusalTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Run_TopicWithAnotherNumberOfPartitions_Exits2WithOneLine()
    {
        await using (var before = await Cluster.StartAsync(folder.Path, partitions: 2))
        {
            before.Run();
            await Deadline.UntilAsync(() => before.Rows.Offsets().Count == 2, () => $"{before.Service}");
        }

        await using var after = await Cluster.StartAsync(folder.Path, partitions: 3);
        var service = await CommandProcess.RunAsync($"run --pipeline {Cluster.Pipeline}", folder.Path, after.Environment, expected: 2);
        var line = Assert.Single(service.Error.TrimEnd('\n').Split('\n'), line => !line.Contains(" info ", StringComparison.Ordinal));
        Assert.StartsWith("signaldetect run: ", line, StringComparison.Ordinal);
        Assert.Contains("3", line, StringComparison.Ordinal);
        Assert.Contains("2", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "line 1: ")]
    [InlineData("[]", "must be ")]
    [InlineData("""{"name":"p","kafka":{"bootstrap":"x:1"},"lateness":"soon"}""", "lateness: ")]
    [InlineData("""{"name":"p","kafka":{"bootstrap":"x:1"},"lateness":"2m","lateness":"3m"}""", "lateness: ")]
    [InlineData("""{"name":"p","windows":"1m"}""", "windows: unknown setting")]
    public async Task Run_NonsensePipeline_Exits2WithOneLineThatNamesFileAndSetting(string json, string named)
    {
        File.WriteAllText(folder.File("nonsense.json"), json);
        var service = await CommandProcess.RunAsync("run --pipeline nonsense.json", folder.Path, expected: 2);
        Assert.Empty(service.Output);
        var line = Assert.Single(service.Error.TrimEnd('\n').Split('\n'));
        Assert.StartsWith("signaldetect run: nonsense.json", line, StringComparison.Ordinal);
        Assert.Contains(named, line, StringComparison.Ordinal);
    }
}
