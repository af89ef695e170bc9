using System.Globalization;
using System.Text.Json;
using SignalDetect.Commands;
using Xunit;

namespace SignalDetect.EndToEnd.Tests;

/// <summary>What <c>backtest</c> says of a run on the terminal, and how it refuses labels.</summary>
public sealed class BacktestMeasuresTests : IDisposable
{
    private const string Labels = """
        [{"stream": "reports", "start": "2026-01-01T04:40:00Z", "end": "2026-01-01T04:59:00Z", "startEarliest": "2026-01-01T04:30:00Z", "acknowledged": "2026-01-01T05:00:00Z"}]
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("signaldetect-test-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Backtest_Labels_PrintsATableOfMeasures()
    {
        var (code, text, error) = await RunAsync($"backtest --input {Series()} --labels {Write("labels.json", Labels)} --out {Out}");
        var lines = text.Split('\n');

        Assert.Equal((0, ""), (code, error));
        Assert.Equal("1 of 1", Cell("caught"));
        Assert.StartsWith("1 (", Cell("recall"));
        Assert.StartsWith("NAB standard, at the alerts", Assert.Single(lines, line => line.StartsWith("NAB standard", StringComparison.Ordinal)));
        // The surge begins at 04:50 and is confirmed with its second minute: 12 minutes after the label's start, 22 after its earliest, 8 before the announcement.
        Assert.Equal("12, 12, 12", Cell("delay p10, p50, p90 (min)"));
        Assert.Equal("22, 22, 22", Cell("  if begun as early as may be"));
        Assert.Equal("-8, -8, -8", Cell("delay to the announcement"));
        Assert.DoesNotContain("caught of low certainty", text, StringComparison.Ordinal);

        string Cell(string name) => Assert.Single(lines, line => line.StartsWith(name + "  ", StringComparison.Ordinal))[name.Length..].Trim();
    }

    [Fact]
    public async Task Backtest_Compare_PutsPresetsSideBySideInTheTableAndTheReport()
    {
        var (code, text, error) = await RunAsync($"backtest --input {Series()} --labels {Write("labels.json", Labels)} --compare default,tail,ewma --out {Out}");
        var report = JsonDocument.Parse(File.ReadAllText(Path.Combine(Out, "report.json"))).RootElement;

        Assert.Equal((0, ""), (code, error));
        Assert.Equal(["default", "tail", "ewma"], text.Split('\n')[2].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(["default", "tail", "ewma"], report.GetProperty("comparison").EnumerateArray().Select(one => one.GetProperty("detector").GetString()));
    }

    [Fact]
    public async Task Backtest_LabelThatDoesNotFit_Exits2WithOneLineOfFileLineAndField()
    {
        var labels = Write("labels.json", "[\n{\"stream\": \"reports\", \"start\": \"soon\", \"end\": \"2026-01-01T04:59:00Z\"}]");
        var (code, text, error) = await RunAsync($"backtest --input {Series()} --labels {labels} --out {Out}");

        Assert.Equal((2, ""), (code, text));
        Assert.Equal($"signaldetect backtest: {labels}:2: $[0].start: must be a time of RFC 3339, as 2026-01-25T19:00:00Z, not 'soon'\n", error);
        Assert.False(Directory.Exists(Out));
    }

    private string Out => Path.Combine(folder.FullName, "out");

    private string Series() => Write("reports.csv", "timestamp,value\n" + string.Concat(Enumerable.Range(0, 300).Select(i =>
        string.Create(CultureInfo.InvariantCulture, $"2026-01-01 {i / 60:D2}:{i % 60:D2}:00,{i % 7 + (i >= 290 ? 400 : 0)}\n"))));

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(string arguments)
    {
        using StringWriter output = new() { NewLine = "\n" }, error = new() { NewLine = "\n" };
        var code = await CommandLine.RunAsync(arguments.Split(' '), new Surroundings(output, error, [], TimeProvider.System, null), CancellationToken.None);
        return (code, output.ToString(), error.ToString());
    }
}
