using System.Text.Json;

namespace SignalDetect.Backtest.Tests.Series;

public sealed class AlertTests
{
    [Fact]
    public async Task Alert_StandsOnTheRowAtWhichTheIncidentIsConfirmed_AndNowhereElse()
    {
        using var folder = new RunFolder();
        var rows = await folder.ScoresAsync(SeriesText.Csv(SeriesText.Counts(11, 4000, TimeSpan.FromMinutes(5), 40, (3000, 24, 10))));
        var alerts = Enumerable.Range(1, rows.Count - 1).Where(i => rows[i].Alert == "1").ToArray();
        var confirmed = Enumerable.Range(1, rows.Count - 1).Where(i => rows[i].Incident == "confirmed" && rows[i - 1].Incident is "" or "suspected" && rows[i].Incident == "confirmed").ToArray();

        var alert = Assert.Single(alerts);
        Assert.Equal([alert], confirmed);
        Assert.InRange(alert, 3000, 3002);
        Assert.All(Enumerable.Range(alert, 3024 - alert), i => Assert.Equal("confirmed", rows[i].Incident));
        Assert.Equal("", rows[^1].Incident);
        Assert.Contains(rows, row => row.Incident == "recovering");
    }

    [Fact]
    public async Task Rows_DetectionsAndIncidents_AreThoseOfTheDatabase()
    {
        using var folder = new RunFolder();
        var result = await folder.RunAsync(folder.Write("shop.csv", SeriesText.Csv(SeriesText.Counts(11, 4000, TimeSpan.FromMinutes(5), 40, (3000, 24, 10)))));
        var detections = Objects("detections.jsonl");
        var incidents = Objects("incidents.jsonl");

        Assert.Equal((result.Detections, result.Incidents), (detections.Length, incidents.Length));
        var main = Assert.Single(incidents, one => one.GetProperty("state").GetString() == "resolved" && one.GetProperty("severity").GetString() == "major");
        Assert.Equal("shop", main.GetProperty("serviceId").GetString());
        Assert.Equal(JsonValueKind.Null, main.GetProperty("causeId").ValueKind);
        Assert.Equal(JsonValueKind.Array, main.GetProperty("features").ValueKind);
        Assert.Equal(JsonValueKind.Object, main.GetProperty("explanation").ValueKind);
        Assert.Equal("2026-01-15T10:05:00.000Z", main.GetProperty("detectedAt").GetString());
        var ids = detections.Select(one => one.GetProperty("detectionId").GetString()).ToArray();
        Assert.Equal(ids.Length, ids.Distinct().Count());
        var keys = detections.Select(one => string.Join('\n', Text(one, "windowStart"), Text(one, "stream"), Text(one, "kind"), Text(one, "detector"))).ToArray();
        Assert.Equal(keys.Order(StringComparer.Ordinal), keys);
        Assert.Contains(detections, one => Text(one, "kind") == "recovery" && Text(one, "incidentId") == Text(main, "incidentId"));
        Assert.All(detections, one => Assert.Equal(300, one.GetProperty("windowSeconds").GetInt32()));

        JsonElement[] Objects(string name) => [.. folder.Read(name).Split('\n')[..^1].Select(line => JsonDocument.Parse(line).RootElement)];
        static string? Text(JsonElement one, string name) => one.GetProperty(name).GetString();
    }
}
