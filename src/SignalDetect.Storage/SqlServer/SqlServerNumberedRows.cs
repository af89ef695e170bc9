using SignalDetect.Core.Pipeline;
using SignalDetect.Storage.Rows;
using SignalDetect.Storage.SqlServer.Statements;
using SignalDetect.Storage.SqlServer.Tables;

namespace SignalDetect.Storage.SqlServer;

/// <summary>Writes what takes numbers of the sequence: detections, incidents, events, and the messages about them.</summary>
internal sealed class SqlServerNumberedRows(SqlServerSession session, PartitionCommit commit)
{
    private readonly List<OutboxMessage> outbox = [];

    public async Task WriteAsync()
    {
        var needed = SequenceRange.Needed(commit);
        if (needed == 0) return;
        var last = await PartitionStatements.TakeNumbers.FirstAsync<long?>(session, new Numbers(needed)).ConfigureAwait(false);
        var numbers = new SequenceRange(last ?? throw new InvalidOperationException("the row of Sequences is missing"), commit);
        using var messages = new RowMessages();
        await WriteDetectionsAsync(numbers, messages).ConfigureAwait(false);
        await WriteIncidentsAsync(numbers, messages).ConfigureAwait(false);
        await WriteEventsAsync(numbers).ConfigureAwait(false);

        var key = commit.Key;
        foreach (var rows in outbox.Chunk(SqlServerCommit.RowsAStatement))
            await RowStatements.Messages.ExecuteAsync(
                session, new MessagesToWrite(key.Pipeline, key.Topic, key.Partition, new MessageTable(rows))).ConfigureAwait(false);
    }

    private async Task WriteDetectionsAsync(SequenceRange numbers, RowMessages messages)
    {
        var numbered = commit.Detections.Select((row, i) => new NumberedDetection(numbers.Detection(i), row)).DistinctBy(each => each.Row.DetectionId);
        foreach (var rows in numbered.Chunk(SqlServerCommit.RowsAStatement))
        {
            var written = await RowStatements.Detections.QueryAsync<string>(session, new DetectionsToWrite(new DetectionTable(rows))).ConfigureAwait(false);
            var fresh = written.ToHashSet(StringComparer.Ordinal);
            outbox.AddRange(rows.Where(each => fresh.Contains(each.Row.DetectionId)).Select(each => messages.Detection(each.Row, each.Seq)));
        }
    }

    private async Task WriteIncidentsAsync(SequenceRange numbers, RowMessages messages)
    {
        var stored = await StoredAsync().ConfigureAwait(false);
        var newest = new Dictionary<string, IncidentRow>(StringComparer.Ordinal);
        for (var i = 0; i < commit.Incidents.Count; i++)
        {
            var row = commit.Incidents[i];
            stored.TryGetValue(row.IncidentId, out var before);
            var revision = newest.TryGetValue(row.IncidentId, out var earlier) ? earlier.Revision : before?.Revision ?? int.MinValue;
            if (row.Revision <= revision) continue;
            newest[row.IncidentId] = row = before?.Keep(row) ?? Keep(earlier, row);
            outbox.Add(messages.Incident(row, numbers.Incident(i)));
        }

        foreach (var rows in newest.Values.Chunk(SqlServerCommit.RowsAStatement))
            await RowStatements.Incidents.ExecuteAsync(session, new IncidentsToWrite(new IncidentTable(rows))).ConfigureAwait(false);
    }

    private async Task<Dictionary<string, StoredIncident>> StoredAsync()
    {
        var stored = new Dictionary<string, StoredIncident>(StringComparer.Ordinal);
        foreach (var rows in commit.Incidents.DistinctBy(row => row.IncidentId).Chunk(SqlServerCommit.RowsAStatement))
            foreach (var row in await RowStatements.StoredIncidents.QueryAsync<StoredIncident>(session, new IncidentsToWrite(new IncidentTable(rows))).ConfigureAwait(false))
                stored.Add(row.IncidentId, row);
        return stored;
    }

    private async Task WriteEventsAsync(SequenceRange numbers)
    {
        var numbered = commit.Events.Select((row, i) => new NumberedEvent(numbers.Event(i), row)).DistinctBy(each => (each.Row.IncidentId, each.Row.Revision));
        foreach (var rows in numbered.Chunk(SqlServerCommit.RowsAStatement))
            await RowStatements.Events.ExecuteAsync(session, new EventsToWrite(new EventTable(rows))).ConfigureAwait(false);
    }

    private static IncidentRow Keep(IncidentRow? earlier, IncidentRow row) =>
        earlier is null ? row : row with { CauseId = earlier.CauseId, Role = earlier.Role };
}
