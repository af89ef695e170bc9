using SignalDetect.Storage.SqlServer.Tables;

namespace SignalDetect.Storage.SqlServer.Statements;

internal sealed record DetectionsToWrite(DetectionTable Rows);

internal sealed record IncidentsToWrite(IncidentTable Rows);

internal sealed record EventsToWrite(EventTable Rows);

internal sealed record CountsToWrite(string Pipeline, int Partition, CountTable Rows);

internal sealed record CollectedToWrite(string Pipeline, int Partition, CollectedTable Rows);

internal sealed record MessagesToWrite(string Pipeline, string Topic, int Partition, MessageTable Rows);

/// <summary>Statements that write many rows at once. Within one statement's rows a key stands once.</summary>
internal static class RowStatements
{
    // Gives back the ids that were not there before.
    public static readonly Statement<DetectionsToWrite> Detections = new(
        """
        INSERT INTO Detections (DetectionId, Seq, Pipeline, ServiceId, Stream, Kind, Detector, WindowStart, WindowSeconds,
            Observed, Expected, [Lower], [Upper], Score, PValue, IncidentId, Explanation)
        OUTPUT inserted.DetectionId
        SELECT r.DetectionId, r.Seq, r.Pipeline, r.ServiceId, r.Stream, r.Kind, r.Detector, r.WindowStart, r.WindowSeconds,
            r.Observed, r.Expected, r.[Lower], r.[Upper], r.Score, r.PValue, r.IncidentId, r.Explanation
        FROM @Rows AS r
        WHERE NOT EXISTS (SELECT 1 FROM Detections AS d WHERE d.DetectionId = r.DetectionId);
        """);

    public static readonly Statement<IncidentsToWrite> StoredIncidents = new(
        """
        SELECT i.IncidentId, i.Revision, i.CauseId, i.[Role]
        FROM Incidents AS i
        INNER JOIN @Rows AS r ON r.IncidentId = i.IncidentId;
        """);

    public static readonly Statement<IncidentsToWrite> Incidents = new(
        """
        UPDATE i
        SET Revision = r.Revision, [State] = r.[State], Severity = r.Severity, StartedAt = r.StartedAt, DetectedAt = r.DetectedAt,
            ConfirmedAt = r.ConfirmedAt, RecoveringAt = r.RecoveringAt, ResolvedAt = r.ResolvedAt, AcknowledgedAt = r.AcknowledgedAt,
            PeakAt = r.PeakAt, PeakRate = r.PeakRate, ExpectedRate = r.ExpectedRate, DistinctReporters = r.DistinctReporters,
            Features = r.Features, Regions = r.Regions, Explanation = r.Explanation
        FROM Incidents AS i
        INNER JOIN @Rows AS r ON r.IncidentId = i.IncidentId;
        INSERT INTO Incidents (IncidentId, Revision, Pipeline, ServiceId, [State], Severity, StartedAt, DetectedAt, ConfirmedAt, RecoveringAt, ResolvedAt,
            AcknowledgedAt, PeakAt, PeakRate, ExpectedRate, DistinctReporters, Features, Regions, CauseId, [Role], Explanation)
        SELECT r.IncidentId, r.Revision, r.Pipeline, r.ServiceId, r.[State], r.Severity, r.StartedAt, r.DetectedAt, r.ConfirmedAt, r.RecoveringAt, r.ResolvedAt,
            r.AcknowledgedAt, r.PeakAt, r.PeakRate, r.ExpectedRate, r.DistinctReporters, r.Features, r.Regions, r.CauseId, r.[Role], r.Explanation
        FROM @Rows AS r
        WHERE NOT EXISTS (SELECT 1 FROM Incidents AS i WHERE i.IncidentId = r.IncidentId);
        """);

    public static readonly Statement<EventsToWrite> Events = new(
        """
        INSERT INTO IncidentEvents (IncidentId, Revision, Seq, [At], [State], Note)
        SELECT r.IncidentId, r.Revision, r.Seq, r.[At], r.[State], r.Note
        FROM @Rows AS r
        WHERE NOT EXISTS (SELECT 1 FROM IncidentEvents AS e WHERE e.IncidentId = r.IncidentId AND e.Revision = r.Revision);
        """);

    public static readonly Statement<CountsToWrite> Counts = new(
        """
        UPDATE c
        SET [Count] = r.[Count], DistinctReporters = r.DistinctReporters, Expected = r.Expected, [Lower] = r.[Lower], [Upper] = r.[Upper], Final = r.Final
        FROM Counts AS c
        INNER JOIN @Rows AS r ON r.Stream = c.Stream AND r.WindowStart = c.WindowStart AND r.WindowSeconds = c.WindowSeconds;
        INSERT INTO Counts (Stream, WindowStart, WindowSeconds, [Count], DistinctReporters, Expected, [Lower], [Upper], Final, ServiceId, Pipeline, [Partition])
        SELECT r.Stream, r.WindowStart, r.WindowSeconds, r.[Count], r.DistinctReporters, r.Expected, r.[Lower], r.[Upper], r.Final, r.ServiceId,
            @Pipeline, @Partition
        FROM @Rows AS r
        WHERE NOT EXISTS (
            SELECT 1 FROM Counts AS c WHERE c.Stream = r.Stream AND c.WindowStart = r.WindowStart AND c.WindowSeconds = r.WindowSeconds);
        """);

    public static readonly Statement<CollectedToWrite> Collected = new(
        """
        UPDATE c
        SET ToTime = r.ToTime
        FROM Collected AS c
        INNER JOIN @Rows AS r ON r.ServiceId = c.ServiceId AND r.FromTime = c.OpenedAt
        WHERE r.ToTime > c.ToTime;
        INSERT INTO Collected (ServiceId, OpenedAt, FromTime, ToTime, Pipeline, [Partition])
        SELECT r.ServiceId, r.FromTime, r.FromTime, r.ToTime, @Pipeline, @Partition
        FROM @Rows AS r
        WHERE NOT EXISTS (SELECT 1 FROM Collected AS c WHERE c.ServiceId = r.ServiceId AND c.OpenedAt = r.FromTime);
        """);

    public static readonly Statement<MessagesToWrite> Messages = new(
        """
        INSERT INTO Outbox (Id, Pipeline, Topic, [Partition], Target, MessageKey, [Value])
        SELECT r.Id, @Pipeline, @Topic, @Partition, r.Target, r.MessageKey, r.[Value]
        FROM @Rows AS r;
        """);
}
