using System.Text.Json;
using SignalDetect.Core.Pipeline;

namespace SignalDetect.Storage.Tests;

public sealed class OutboxTests
{
    public static TheoryData<StoreKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Pending_AfterCommits_GivesTheOldestInOrder(StoreKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var store = database.Open();
        var zero = await store.TakeAsync(Rows.Key(0), 8, CancellationToken.None);
        var one = await store.TakeAsync(Rows.Key(1), 8, CancellationToken.None);
        for (var i = 0; i < 30; i++)
        {
            var commit = i % 3 == 0 ? one.Commit(i + 1, 1) : zero.Commit(i + 1);
            await store.CommitAsync(commit with { Detections = [Rows.Detection($"d{i:00}"), Rows.Detection($"e{i:00}", "x")] }, CancellationToken.None);
        }

        var first = await store.PendingAsync(Rows.Key(0), 5, CancellationToken.None);
        await store.PublishedAsync(Rows.Key(0), first[3].Id, CancellationToken.None);
        var rest = await store.PendingAsync(Rows.Key(0), 100, CancellationToken.None);

        Assert.Equal(["d01", "e01", "d02", "e02", "d04"], first.Select(Id));
        Assert.Equal(["tiktok", "x", "tiktok", "x", "tiktok"], first.Select(message => message.Key));
        Assert.Equal(36, rest.Count);
        Assert.Equal(first[4], rest[0]);
        Assert.Equal(rest.OrderBy(message => message.Id), rest);
        Assert.Equal(20, (await store.PendingAsync(Rows.Key(1), 100, CancellationToken.None)).Count);
        Assert.Equal(["56"], await database.RowsAsync("SELECT COUNT(*) FROM Outbox"));

        static string Id(OutboxMessage message) => JsonDocument.Parse(message.Value).RootElement.GetProperty("detectionId").GetString()!;
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Pending_Detection_HasTheContractsFields(StoreKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var store = database.Open();
        var taken = await store.TakeAsync(Rows.Key(), 8, CancellationToken.None);
        await store.CommitAsync(
            taken.Commit(1) with { Detections = [Rows.Detection("d1"), Rows.Detection("d2") with { IncidentId = null, Explanation = """{"post":"é <b>"}""" }] },
            CancellationToken.None);

        var messages = await store.PendingAsync(Rows.Key(), 10, CancellationToken.None);

        Assert.Equal(
            OneLine(
                """
                {"detectionId":"d1","seq":1,"pipeline":"test","serviceId":"tiktok","stream":"tiktok/feature=upload","kind":"spike","detector":"tail",
                "windowStart":"2026-01-25T00:00:00.000Z","windowSeconds":60,"observed":41,"expected":5.25,"lower":0,"upper":12.5,"score":0.97,"pValue":1.5E-09,
                "incidentId":"i1","explanation":{"why":"41 > 12.5"}}
                """),
            messages[0].Value);
        Assert.EndsWith(""","incidentId":null,"explanation":{"post":"é <b>"}}""", messages[1].Value);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Pending_Incident_HasTheContractsFields(StoreKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var store = database.Open();
        var taken = await store.TakeAsync(Rows.Key(), 8, CancellationToken.None);
        await store.CommitAsync(taken.Commit(1) with { Incidents = [Rows.Incident("i1", 1)] }, CancellationToken.None);

        var message = Assert.Single(await store.PendingAsync(Rows.Key(), 10, CancellationToken.None));

        Assert.Equal("incidents", message.Topic);
        Assert.Equal("tiktok", message.Key);
        Assert.Equal(
            OneLine(
                """
                {"incidentId":"i1","revision":1,"serviceId":"tiktok","state":"suspected","severity":"major","startedAt":"2026-01-24T23:58:00.000Z",
                "detectedAt":"2026-01-25T00:00:00.000Z","confirmedAt":null,"recoveringAt":null,"resolvedAt":null,"acknowledgedAt":null,
                "peakAt":"2026-01-25T00:01:00.000Z","peakRate":41.5,"expectedRate":5.25,"distinctReporters":17,"features":["upload"],
                "regions":["US","US-CA"],"causeId":null,"role":null,"explanation":{"cleared":"below 12.5"}}
                """),
            message.Value);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Published_ByAnyOwner_TakesOnlyThatPartitionsMessages(StoreKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var store = database.Open();
        var key = Rows.Key() with { Pipeline = "other" };
        foreach (var each in new[] { Rows.Key(), key })
        {
            var taken = await store.TakeAsync(each, 8, CancellationToken.None);
            await store.CommitAsync(taken.Commit(1) with { Key = each, Detections = [Rows.Detection("d-" + each.Pipeline)] }, CancellationToken.None);
        }

        await store.PublishedAsync(Rows.Key(), long.MaxValue, CancellationToken.None);

        Assert.Empty(await store.PendingAsync(Rows.Key(), 10, CancellationToken.None));
        Assert.Single(await store.PendingAsync(key, 10, CancellationToken.None));
    }

    private static string OneLine(string text) => text.ReplaceLineEndings("");
}
