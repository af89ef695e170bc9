namespace SignalDetect.Storage.Sqlite;

/// <summary>Statements that write one row each.</summary>
internal static class RowSql
{
    public const string Detection =
        """
        INSERT INTO Detections (DetectionId, Seq, Pipeline, ServiceId, Stream, Kind, Detector, WindowStart, WindowSeconds,
            Observed, Expected, Lower, Upper, Score, PValue, IncidentId, Explanation)
        VALUES (@DetectionId, @Seq, @Pipeline, @ServiceId, @Stream, @Kind, @Detector, @WindowStart, @WindowSeconds,
            @Observed, @Expected, @Lower, @Upper, @Score, @PValue, @IncidentId, @Explanation)
        ON CONFLICT (DetectionId) DO NOTHING
        """;

    public const string StoredIncident = "SELECT IncidentId, Revision, CauseId, Role FROM Incidents WHERE IncidentId = @IncidentId";

    public const string Incident =
        """
        INSERT INTO Incidents (IncidentId, Revision, Pipeline, ServiceId, State, Severity, StartedAt, DetectedAt, ConfirmedAt, RecoveringAt, ResolvedAt,
            AcknowledgedAt, PeakAt, PeakRate, ExpectedRate, DistinctReporters, Features, Regions, CauseId, Role, Explanation)
        VALUES (@IncidentId, @Revision, @Pipeline, @ServiceId, @State, @Severity, @StartedAt, @DetectedAt, @ConfirmedAt, @RecoveringAt, @ResolvedAt,
            @AcknowledgedAt, @PeakAt, @PeakRate, @ExpectedRate, @DistinctReporters, @Features, @Regions, @CauseId, @Role, @Explanation)
        ON CONFLICT (IncidentId) DO UPDATE SET
            Revision = excluded.Revision, State = excluded.State, Severity = excluded.Severity, StartedAt = excluded.StartedAt,
            DetectedAt = excluded.DetectedAt, ConfirmedAt = excluded.ConfirmedAt, RecoveringAt = excluded.RecoveringAt, ResolvedAt = excluded.ResolvedAt,
            AcknowledgedAt = excluded.AcknowledgedAt, PeakAt = excluded.PeakAt, PeakRate = excluded.PeakRate, ExpectedRate = excluded.ExpectedRate,
            DistinctReporters = excluded.DistinctReporters, Features = excluded.Features, Regions = excluded.Regions, Explanation = excluded.Explanation
        """;

    public const string Event =
        """
        INSERT INTO IncidentEvents (IncidentId, Revision, Seq, At, State, Note)
        VALUES (@IncidentId, @Revision, @Seq, @At, @State, @Note)
        ON CONFLICT (IncidentId, Revision) DO NOTHING
        """;

    public const string Count =
        """
        INSERT INTO Counts (Stream, WindowStart, WindowSeconds, Count, DistinctReporters, Expected, Lower, Upper, Final, ServiceId, Pipeline, Partition)
        VALUES (@Stream, @WindowStart, @WindowSeconds, @Count, @DistinctReporters, @Expected, @Lower, @Upper, @Final, @ServiceId, @Pipeline, @Partition)
        ON CONFLICT (Stream, WindowStart, WindowSeconds) DO UPDATE SET
            Count = excluded.Count, DistinctReporters = excluded.DistinctReporters, Expected = excluded.Expected, Lower = excluded.Lower,
            Upper = excluded.Upper, Final = excluded.Final
        """;

    public const string Collected =
        """
        INSERT INTO Collected (ServiceId, OpenedAt, FromTime, ToTime, Pipeline, Partition)
        VALUES (@ServiceId, @FromTime, @FromTime, @ToTime, @Pipeline, @Partition)
        ON CONFLICT (ServiceId, OpenedAt) DO UPDATE SET ToTime = MAX(ToTime, excluded.ToTime)
        """;

    public const string Message =
        """
        INSERT INTO Outbox (Id, Pipeline, Topic, Partition, Target, MessageKey, Value)
        VALUES (@Id, @Pipeline, @Topic, @Partition, @Target, @MessageKey, @Value)
        """;
}
