using System.Globalization;
using System.Text;
using SignalDetect.EndToEnd.Tests.Processes;
using SignalDetect.EndToEnd.Tests.Streaming;
using Xunit;

namespace SignalDetect.EndToEnd.Tests.Backtests;

/// <summary>A run that ends in the middle leaves what was there, and the next one starts over cleanly.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class InterruptedRunTests : IDisposable
{
    private static readonly string[] Names = ["detections.jsonl", "incidents.jsonl", "report.html", "scores.csv"];

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(UnixSignal.Kill)]
    [InlineData(UnixSignal.Terminate)]
    [InlineData(UnixSignal.Interrupt)]
    public async Task Backtest_StoppedInTheMiddle_LeavesTheOutputOfBeforeAndStartsOver(int signal)
    {
        WriteSeries("short.csv", 300);
        WriteSeries("long.csv", Extent.Of(60_000, 300_000));
        await CommandProcess.RunAsync("backtest --input short.csv --out out", folder.Path);
        var before = Output("out");
        await StopInTheMiddleAsync("backtest --input long.csv --out out", signal);
        Assert.Equal(before, Output("out"));

        await CommandProcess.RunAsync("backtest --input long.csv --out out", folder.Path);
        await CommandProcess.RunAsync("backtest --input long.csv --out clean", folder.Path);
        Assert.Equal(Output("clean"), Output("out"));
        Assert.Equal(Names.Append("report.json").Order(), Directory.EnumerateFileSystemEntries(folder.File("out")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Backtest_ShardKilledInTheMiddle_IsMissingUntilItHasRunAgain()
    {
        WriteSeries("long.csv", Extent.Of(60_000, 300_000));
        await CommandProcess.RunAsync("backtest --input long.csv --shard 1/2 --out parts/1", folder.Path);
        await StopInTheMiddleAsync("backtest --input long.csv --shard 0/2 --out parts/0", UnixSignal.Kill);
        var refused = await CommandProcess.RunAsync("backtest merge --input parts --out merged", folder.Path, expected: 2);
        Assert.Contains("0/2 is missing", refused.Error, StringComparison.Ordinal);

        await CommandProcess.RunAsync("backtest --input long.csv --shard 0/2 --out parts/0", folder.Path);
        await CommandProcess.RunAsync("backtest merge --input parts --out merged", folder.Path);
        await CommandProcess.RunAsync("backtest --input long.csv --out clean", folder.Path);
        Assert.Equal(Output("clean"), Output("merged"));
    }

    /// <summary>Stops the command once a part of its scores is written.</summary>
    private async Task StopInTheMiddleAsync(string command, int signal)
    {
        var scores = new FileInfo(folder.File(Path.Combine(command[(command.LastIndexOf(' ') + 1)..], ".partial", "scores.csv")));
        await using var run = CommandProcess.Start(command, folder.Path, takesInterrupts: true);
        await Deadline.UntilAsync(() => run.HasExited || IsBegun(), () => $"{run}");
        Assert.False(run.HasExited, $"It was over before it could be stopped.\n{run}");
        run.Send(signal);
        var code = await run.ExitAsync();
        if (signal == UnixSignal.Kill) return;
        Assert.Equal(1, code);
        Assert.Equal("signaldetect backtest: stopped before the end; out is as it was\n", run.Error);

        bool IsBegun()
        {
            scores.Refresh();
            return scores is { Exists: true, Length: > 100_000 };
        }
    }

    private string[] Output(string path) => Array.ConvertAll(Names, name => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(folder.File($"{path}/{name}")))));

    private void WriteSeries(string name, int minutes)
    {
        var text = new StringBuilder("timestamp,stream,value\n");
        var begin = new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        for (var i = 0; i < minutes; i++)
            foreach (var stream in new[] { "a", "b" })
                text.Append(CultureInfo.InvariantCulture, $"{begin.AddMinutes(i):yyyy-MM-dd HH:mm:ss},{stream},{i * 7 % 13 + (i % 5000 > 4980 ? 300 : 0)}\n");
        File.WriteAllText(folder.File(name), text.ToString());
    }
}
