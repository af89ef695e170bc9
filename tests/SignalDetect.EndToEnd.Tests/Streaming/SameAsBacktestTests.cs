using SignalDetect.Commands;
using SignalDetect.EndToEnd.Tests.Processes;
using Xunit;

namespace SignalDetect.EndToEnd.Tests.Streaming;

[Collection(EndToEndCollection.Name)]
public sealed class SameAsBacktestTests(UndisturbedRun undisturbed) : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>The story, and with all the days of the demo where the long tests run whole.</summary>
    public static TheoryData<string> Files => [.. Extent.Of<string[]>(["story"], ["story", "simulated days"])];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task BrokerRunProduce_SameFile_MakeTheRowsOfBacktest(string signals)
    {
        var file = signals == "story" ? undisturbed.File : folder.Write("signals.jsonl", SignalFile.Demo());
        var live = signals == "story" ? await undisturbed.ResultAsync() : await UndisturbedRun.RunAsync(folder.Path, file);
        var backtest = await CommandProcess.RunAsync($"backtest --format signals --input {file} --pipeline {Cluster.Pipeline} --out out", folder.Path);

        RunResult.AssertSame("Detections", ContractTable.Detections.Read(folder.File("out/detections.jsonl")), live.Tables["Detections"], live.Log);
        RunResult.AssertSame("Incidents", ContractTable.Incidents.Read(folder.File("out/incidents.jsonl")), live.Tables["Incidents"], live.Log);
        Assert.Contains(Sums.Text(live.Totals), backtest.Output, StringComparison.Ordinal);
        Assert.True(Sums.Agree(live.Totals));
        AssertSameCounts(File.ReadLines(folder.File("out/scores.csv")), live);
        Assert.All(live.Tables["Counts"], row => Assert.EndsWith(" | Final 1", row, StringComparison.Ordinal));
        Assert.Equal(live.Totals.Dead, live.Dead.Count);
        // The file has everything in it, so that nothing of this is true for want of rows.
        Assert.Contains(live.Tables["Incidents"], row => row.Contains("ServiceId tiktok | State resolved", StringComparison.Ordinal));
        Assert.All([live.Totals.Extra, live.Totals.Duplicate, live.Totals.Dead, live.Totals.Unmatched], number => Assert.NotEqual(0, number));
        Assert.True(live.Tables["Detections"].Count > 3);
    }

    /// <summary>What was counted of each service in each window is in both; a backtest has no score of the minute in which the file begins.</summary>
    private static void AssertSameCounts(IEnumerable<string> scores, RunResult live)
    {
        var scored = scores.Skip(1).Select(line => line.Split(',')).Select(fields => (Stream: fields[1], Window: $"{fields[0][..^1]}.000Z", Count: fields[2])).ToArray();
        var counted = live.Tables["Counts"].Select(row => row.Split(" | ").Select(field => field[(field.IndexOf(' ') + 1)..]).ToArray())
            .Select(fields => (Stream: fields[0], Window: fields[1], Count: fields[3])).Where(row => !row.Stream.Contains('/') && row.Count != "0");
        var first = scored.Min(row => row.Window);
        RunResult.AssertSame(
            "Counts", [.. scored.Where(row => row.Count != "0").Select(row => $"{row}").Order(StringComparer.Ordinal)],
            [.. counted.Where(row => string.CompareOrdinal(row.Window, first) >= 0).Select(row => $"{row}").Order(StringComparer.Ordinal)], live.Log);
    }
}
