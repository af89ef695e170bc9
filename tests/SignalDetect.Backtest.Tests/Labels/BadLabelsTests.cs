namespace SignalDetect.Backtest.Tests.Labels;

public sealed class BadLabelsTests
{
    private const string Good = """{"stream": "a", "start": "2026-01-05T00:00:00Z", "end": "2026-01-05T01:00:00Z"}""";

    [Theory]
    [InlineData("[", ":1: is no JSON")]
    [InlineData("{}", ":1: $: must be an array of labels")]
    [InlineData($"[{Good}, 5]", ":1: $[1]: must be an object")]
    [InlineData("""[{"start": "2026-01-05T00:00:00Z", "end": "2026-01-05T01:00:00Z"}]""", ":1: $[0].stream: is required")]
    [InlineData("""[{"stream": "a", "end": "2026-01-05T01:00:00Z"}]""", ":1: $[0].start: is required: a time of RFC 3339")]
    [InlineData("""[{"stream": "a", "start": "2026-01-05T01:00:00Z"}]""", ":1: $[0].end: is required")]
    [InlineData("""[{"stream": "a", "start": "yesterday", "end": "2026-01-05T01:00:00Z"}]""", ":1: $[0].start: must be a time of RFC 3339, as 2026-01-25T19:00:00Z, not 'yesterday'")]
    [InlineData("""[{"stream": "a", "start": 5, "end": "2026-01-05T01:00:00Z"}]""", ":1: $[0].start: must be a string")]
    [InlineData("""[{"stream": "a", "start": "2026-01-05T02:00:00Z", "end": "2026-01-05T01:00:00Z"}]""", ":1: $[0].end: must not be before start")]
    [InlineData("""[{"stream": "a", "start": "2026-01-05T00:00:00Z", "end": "2026-01-05T01:00:00Z", "startEarliest": "2026-01-05T00:01:00Z"}]""", ":1: $[0].startEarliest: must not be after start")]
    [InlineData("""[{"stream": "a", "start": "2026-01-05T00:00:00Z", "end": "2026-01-05T01:00:00Z", "startLatest": "2026-01-04T00:01:00Z"}]""", ":1: $[0].startLatest: must not be before start")]
    [InlineData("""[{"stream": "a", "start": "2026-01-05T00:00:00Z", "end": "2026-01-05T01:00:00Z", "certainty": "sure"}]""", ":1: $[0].certainty: must be one of high, medium, low, not 'sure'")]
    [InlineData("""[{"stream": "a", "start": "2026-01-05T00:00:00Z", "end": "2026-01-05T01:00:00Z", "acknowledged": "x"}]""", ":1: $[0].acknowledged: must be a time")]
    public async Task Run_LabelThatDoesNotFit_IsOneLineWithFileEntryAndField(string json, string complaint)
    {
        using var folder = new RunFolder();
        var labels = folder.Write("labels.json", json);
        var input = folder.Write("a.csv", SeriesText.Header);
        var error = await Assert.ThrowsAsync<BadInputException>(() => folder.RunAsync(input, options => options with { Labels = labels }));

        Assert.StartsWith(labels + complaint, error.Message);
        Assert.False(Directory.Exists(folder.Out));
    }

    [Fact]
    public async Task Run_LabelOnALaterLine_NamesTheLineOnWhichItBegins()
    {
        using var folder = new RunFolder();
        var labels = folder.Write("labels.json", $$"""
            {"format": "signaldetect-outages", "version": 1,
            "notes": [1, {}],
            "labels": [
            {{Good}},

            {"stream": "a",
            "start": "now"}]}
            """);
        var input = folder.Write("a.csv", SeriesText.Header);
        var error = await Assert.ThrowsAsync<BadInputException>(() => folder.RunAsync(input, options => options with { Labels = labels }));

        Assert.StartsWith(labels + ":6: $[1].start: must be a time", error.Message);
    }

    [Theory]
    [InlineData("""{"format": "signaldetect-baselines", "version": 1, "labels": []}""", ":1: $.format: must be \"signaldetect-outages\"")]
    [InlineData("""{"format": "signaldetect-outages", "version": 2, "labels": []}""", ":1: $.version: must be 1")]
    [InlineData("""{"format": "signaldetect-outages", "version": 1}""", ":1: $.labels: must be an array of labels")]
    public async Task Run_ModelFileThatIsNoLabels_IsRefused(string json, string complaint)
    {
        using var folder = new RunFolder();
        var labels = folder.Write("labels.json", json);
        var input = folder.Write("a.csv", SeriesText.Header);
        var error = await Assert.ThrowsAsync<BadInputException>(() => folder.RunAsync(input, options => options with { Labels = labels }));

        Assert.Equal(labels + complaint, error.Message);
    }

    [Fact]
    public async Task Run_NoSuchLabelFile_SaysSo()
    {
        using var folder = new RunFolder();
        var input = folder.Write("a.csv", SeriesText.Header);
        var error = await Assert.ThrowsAsync<BadInputException>(() => folder.RunAsync(input, options => options with { Labels = folder.Path_("none.json") }));

        Assert.EndsWith("none.json: there is no such file", error.Message);
    }
}
