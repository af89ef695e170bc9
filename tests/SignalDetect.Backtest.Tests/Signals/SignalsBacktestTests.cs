using System.Text;
using SignalDetect.Core.Signals;
using SignalDetect.Testing;

namespace SignalDetect.Backtest.Tests.Signals;

public sealed class SignalsBacktestTests
{
    private const string Broken = "{\"id\":";

    private static SignalStory Outage(int seed) => new SignalStory(seed, SignalStory.Monday)
        .Reports("tiktok", 0, 400, 3).Reports("tiktok", 300, 40, 60, "upload", "US").Reports("spotify", 0, 400, 1).Posts("is tiktok down?", 310, 20, 5)
        .Repeat(0.05).Delay(0.02, 400).Raw(20, Broken).Raw(30, "{\"id\":\"q1\",\"at\":\"2026-01-05T00:30:00Z\",\"source\":\"web\",\"kind\":\"report\",\"service\":\"nobody\"}");

    [Fact]
    public async Task Run_FileOfSignals_MakesTheRowsOfTheServiceOnTheSameLog()
    {
        using var folder = new RunFolder();
        var lines = Outage(1).Lines();
        var result = await folder.RunAsync(Write(folder, lines));
        var setup = Setups.Default("backtest");
        var cluster = new LogCluster(setup, 1);
        Replays.Play(cluster, setup, lines, 1, Placement.Home);
        var book = cluster.Run(seed: 3);

        Assert.Equal(
            book.Detections.Select(row => row.DetectionId).Order(StringComparer.Ordinal),
            Ids(folder.Read("detections.jsonl"), "detectionId").Order(StringComparer.Ordinal));
        Assert.Equal(
            book.Incidents.OrderBy(row => row.DetectedAt).ThenBy(row => row.IncidentId, StringComparer.Ordinal).Select(row => (row.IncidentId, row.State)),
            Ids(folder.Read("incidents.jsonl"), "incidentId").Zip(Ids(folder.Read("incidents.jsonl"), "state")));
        Assert.Equal(book.Totals, result.Signals!.Totals);
        Assert.Contains(book.Incidents, row => row is { ServiceId: "tiktok", ConfirmedAt: not null });
    }

    [Fact]
    public async Task Run_FileOfSignals_ScoresEachClosedWindowOfTheServicesInIt()
    {
        using var folder = new RunFolder();
        var result = await folder.RunAsync(Write(folder, Outage(2).Lines()));
        var rows = folder.Scores();

        Assert.Equal(["spotify", "tiktok"], rows.Select(row => row.Stream).Distinct());
        Assert.Equal(rows.OrderBy(row => row.Timestamp, StringComparer.Ordinal).ThenBy(row => row.Stream, StringComparer.Ordinal), rows);
        var tiktok = rows.Where(row => row.Stream == "tiktok").ToArray();
        Assert.Equal("2026-01-05T06:39:00Z", tiktok[^1].Timestamp);
        var first = DateTimeOffset.Parse(tiktok[0].Timestamp, null);
        Assert.Equal(Enumerable.Range(0, tiktok.Length).Select(i => first.AddMinutes(i)), tiktok.Select(row => DateTimeOffset.Parse(row.Timestamp, null)));
        Assert.Equal(rows.Count, result.Points);
        var alert = Assert.Single(tiktok, row => row.Alert == "1");
        Assert.StartsWith("2026-01-05T05:0", alert.Timestamp);
        Assert.Equal("confirmed", alert.Incident);
    }

    [Fact]
    public async Task Run_SignalsThatCannotBeCounted_AreSummedByReason()
    {
        using var folder = new RunFolder();
        var result = await folder.RunAsync(Write(folder, Outage(3).Lines()));
        var sums = result.Signals!;

        Assert.Contains((DeadLetterReason.NotJson, 1L), sums.Dead);
        Assert.Contains((DeadLetterReason.UnknownService, 1L), sums.Dead);
        Assert.Contains(sums.Dead, one => one.Reason == DeadLetterReason.Late);
        Assert.Equal(sums.Totals.Dead, sums.Dead.Sum(one => one.Count));
        Assert.Equal(sums.Totals.Sent + sums.Totals.Extra, sums.Totals.Counted + sums.Totals.Duplicate + sums.Totals.Dead + sums.Totals.Unmatched);
        Assert.Contains("\"not-json\": 1", folder.Read("report.json"));
    }

    [Fact]
    public async Task Run_LinesBeforeTheFirstTime_TakeThatTime()
    {
        using var folder = new RunFolder();
        var lines = Outage(4).Lines();
        await folder.RunAsync(Write(folder, lines));
        var plain = folder.Read("scores.csv");
        var result = await folder.RunAsync(Write(folder, [Encoding.UTF8.GetBytes(Broken), .. lines]));

        Assert.Equal(plain, folder.Read("scores.csv"));
        Assert.Contains((DeadLetterReason.NotJson, 2L), result.Signals!.Dead);
    }

    [Fact]
    public async Task Run_PackedFile_IsReadLikePlain()
    {
        using var folder = new RunFolder();
        var lines = Outage(5).Lines();
        await folder.RunAsync(Write(folder, lines));
        var plain = (folder.Read("scores.csv"), folder.Read("detections.jsonl"));
        await folder.RunAsync(Write(folder, lines, "signals.jsonl.gz"));

        Assert.Equal(plain, (folder.Read("scores.csv"), folder.Read("detections.jsonl")));
    }

    [Fact]
    public async Task Run_LaterLinesCutOff_ChangesNoEarlierRow()
    {
        using var folder = new RunFolder();
        var lines = Outage(6).Lines();
        await folder.RunAsync(Write(folder, lines));
        var whole = folder.Scores();
        await folder.RunAsync(Write(folder, [.. lines.Take(lines.Count * 2 / 3)]));
        var part = folder.Scores();

        // The windows that had not closed when the file was cut lack signals.
        var closed = part.Count - 2 * 4;
        Assert.True(closed > 300);
        Assert.Equal(whole.Take(closed), part.Take(closed));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\nno signal\n")]
    public async Task Run_FileWithoutATime_HasNoRows(string text)
    {
        using var folder = new RunFolder();
        var result = await folder.RunAsync(folder.Write("signals.jsonl", text));

        Assert.Equal((0, 0L), (result.Streams, result.Points));
        Assert.Equal(text.Count(c => c == '\n'), result.Signals!.Totals.Dead);
    }

    [Fact]
    public async Task Run_Folder_IsNoFileOfSignals()
    {
        using var folder = new RunFolder();
        Directory.CreateDirectory(folder.Path_("in"));
        var error = await Assert.ThrowsAsync<BadInputException>(
            () => folder.RunAsync(folder.Path_("in"), options => options with { Format = InputFormat.Signals }));

        Assert.EndsWith("in: is a folder; signals are one file of JSON lines", error.Message);
    }

    private static string Write(RunFolder folder, IReadOnlyList<byte[]> lines, string name = "signals.jsonl") =>
        folder.WriteBytes(name, [.. lines.SelectMany(line => line.Append((byte)'\n'))]);

    private static string[] Ids(string rows, string field) =>
        [.. rows.Split('\n')[..^1].Select(row => System.Text.Json.JsonDocument.Parse(row).RootElement.GetProperty(field).GetString()!)];
}
