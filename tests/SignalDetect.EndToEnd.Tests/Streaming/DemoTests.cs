using System.Globalization;
using System.Text.RegularExpressions;
using SignalDetect.EndToEnd.Tests.Processes;
using Xunit;
using Xunit.Abstractions;

namespace SignalDetect.EndToEnd.Tests.Streaming;

[Collection(EndToEndCollection.Name)]
public sealed partial class DemoTests(ITestOutputHelper log) : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Demo_ForAWhile_FindsTheOneOutageFromSuspectedToResolvedAndItsSumsAgree()
    {
        // A sample cannot be shorter than what a busy machine needs for all of it; the pace alone differs.
        var demo = await CommandProcess.RunAsync($"demo --for {Extent.Of("20s", "60s")}", folder.Path);
        var lines = demo.Output.Split('\n');
        log.WriteLine(string.Join('\n', lines.Where(line => line.Contains("INCIDENT", StringComparison.Ordinal)).Concat(lines[^12..])));

        var incidents = lines.Select(line => IncidentLine().Match(line)).Where(match => match.Success).ToArray();
        Assert.Equal(["tiktok"], incidents.Select(match => match.Groups["service"].Value).Distinct());
        var states = incidents.Select(match => match.Groups["state"].Value).ToArray();
        Assert.Equal("RESOLVED", states[^1]);
        Assert.Equal(["SUSPECTED", "CONFIRMED"], states.Where(state => state is "SUSPECTED" or "CONFIRMED").Distinct());

        var left = Sum(SentLine(), demo.Output);
        Assert.Equal(left, Sum(OutcomesLine(), demo.Output));
        Assert.True(left > 250_000);
        Assert.Contains("the sums agree", demo.Output, StringComparison.Ordinal);
        Assert.Contains("simulation", lines[0], StringComparison.Ordinal);
        Assert.Equal("", demo.Error);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    /// <summary>The parts of a sum, and that they make what stands behind the equals sign.</summary>
    private static long Sum(Regex line, string output)
    {
        var match = line.Match(output);
        Assert.True(match.Success, output);
        var parts = match.Groups["part"].Captures.Sum(part => Number(part.Value));
        Assert.Equal(Number(match.Groups["sum"].Value), parts);
        return parts;
    }

    private static long Number(string text) => long.Parse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d \d\d:\d\d  INCIDENT +(?<service>\S+) +(?<state>[A-Z]+) ")]
    private static partial Regex IncidentLine();

    [GeneratedRegex(@"^sent (?<part>[\d,]+) \+ extra (?<part>[\d,]+) = (?<sum>[\d,]+)", RegexOptions.Multiline)]
    private static partial Regex SentLine();

    [GeneratedRegex(@"^counted (?<part>[\d,]+) \+ duplicate (?<part>[\d,]+) \+ dead (?<part>[\d,]+) \+ unmatched (?<part>[\d,]+) = (?<sum>[\d,]+)", RegexOptions.Multiline)]
    private static partial Regex OutcomesLine();
}
