using System.Runtime.InteropServices;
using SignalDetect.Core.Pipeline;
using SignalDetect.Storage.Retention;
using SignalDetect.Storage.Rows;

namespace SignalDetect.Storage.Sqlite;

/// <summary>Writes one commit inside a transaction that was begun.</summary>
internal sealed class SqliteCommit(SqliteSession session, PartitionCommit commit, RetentionAges ages)
{
    private readonly PartitionKey key = commit.Key;

    /// <summary>Writes all of it, the fence first.</summary>
    /// <returns>False, with nothing written, where the epoch no longer holds.</returns>
    public bool Write()
    {
        if (!PassFence()) return false;
        if (commit.Snapshot is { } state) session.Execute(PartitionSql.WriteSnapshot, key.Pipeline, key.Topic, key.Partition, Bytes(state));
        WriteCounts();
        if (commit.RollUp) RollUp();
        WriteNumbered();
        return true;
    }

    private bool PassFence()
    {
        var sums = commit.Totals;
        return session.Execute(
            PartitionSql.Fence, commit.Offset, commit.Snapshot is null ? null : commit.Offset, RowTime.Text(commit.Time), sums.Sent, sums.Extra, sums.Counted,
            sums.Duplicate, sums.Dead, sums.Unmatched, key.Pipeline, key.Topic, key.Partition, commit.Epoch) == 1;
    }

    private void WriteCounts()
    {
        foreach (var row in commit.Counts)
            session.Execute(
                RowSql.Count, row.Stream, RowTime.Text(row.WindowStart), row.WindowSeconds, row.Count, row.DistinctReporters, row.Expected, row.Lower,
                row.Upper, row.Final ? 1 : 0, row.ServiceId, key.Pipeline, key.Partition);
        foreach (var row in commit.Collected)
            session.Execute(RowSql.Collected, row.ServiceId, RowTime.Text(row.FromTime), RowTime.Text(row.ToTime), key.Pipeline, key.Partition);
    }

    private void RollUp()
    {
        var plan = RetentionPlan.At(commit.Time, ages);
        foreach (var step in plan.RollUps)
        {
            var before = RowTime.Text(step.Before);
            session.Execute(RetentionSql.RollUp, step.ToSeconds, step.Windows, step.Root, key.Pipeline, key.Partition, step.FromSeconds, before);
            session.Execute(RetentionSql.Delete, key.Pipeline, key.Partition, step.FromSeconds, before);
        }

        var gone = RowTime.Text(plan.DeleteBefore);
        session.Execute(RetentionSql.Delete, key.Pipeline, key.Partition, RetentionPlan.Hour, gone);
        session.Execute(RetentionSql.DeleteCollected, key.Pipeline, key.Partition, gone);
        session.Execute(RetentionSql.TrimCollected, gone, key.Pipeline, key.Partition);
    }

    private void WriteNumbered()
    {
        var needed = SequenceRange.Needed(commit);
        if (needed == 0) return;
        var numbers = new SequenceRange((long)session.Scalar(PartitionSql.TakeNumbers, needed)!, commit);
        using var messages = new RowMessages();
        for (var i = 0; i < commit.Detections.Count; i++)
        {
            var row = commit.Detections[i];
            var seq = numbers.Detection(i);
            if (Insert(row, seq)) Post(messages.Detection(row, seq));
        }

        for (var i = 0; i < commit.Incidents.Count; i++)
        {
            var row = commit.Incidents[i];
            var stored = session.First<StoredIncident>(RowSql.StoredIncident, new { row.IncidentId });
            if (stored is not null && stored.Revision >= row.Revision) continue;
            row = stored?.Keep(row) ?? row;
            Upsert(row);
            Post(messages.Incident(row, numbers.Incident(i)));
        }

        for (var i = 0; i < commit.Events.Count; i++)
        {
            var row = commit.Events[i];
            session.Execute(RowSql.Event, row.IncidentId, row.Revision, numbers.Event(i), RowTime.Text(row.At), row.State, row.Note);
        }
    }

    private bool Insert(DetectionRow row, long seq) => session.Execute(
        RowSql.Detection, row.DetectionId, seq, row.Pipeline, row.ServiceId, row.Stream, row.Kind, row.Detector, RowTime.Text(row.WindowStart),
        row.WindowSeconds, row.Observed, row.Expected, row.Lower, row.Upper, row.Score, row.PValue, row.IncidentId, row.Explanation) == 1;

    private void Upsert(IncidentRow row) => session.Execute(
        RowSql.Incident, row.IncidentId, row.Revision, row.Pipeline, row.ServiceId, row.State, row.Severity, RowTime.Text(row.StartedAt),
        RowTime.Text(row.DetectedAt), Text(row.ConfirmedAt), Text(row.RecoveringAt), Text(row.ResolvedAt), Text(row.AcknowledgedAt), Text(row.PeakAt),
        row.PeakRate, row.ExpectedRate, row.DistinctReporters, row.Features, row.Regions, row.CauseId, row.Role, row.Explanation);

    private void Post(OutboxMessage message) => session.Execute(
        RowSql.Message, message.Id, key.Pipeline, key.Topic, key.Partition, message.Topic, message.Key, message.Value);

    private static string? Text(long? time) => time is { } known ? RowTime.Text(known) : null;

    private static byte[] Bytes(ReadOnlyMemory<byte> memory) =>
        MemoryMarshal.TryGetArray(memory, out var part) && part.Array!.Length == part.Count ? part.Array : memory.ToArray();
}
