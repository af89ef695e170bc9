namespace SignalDetect.Core.Pipeline;

/// <summary>A row of <c>Detections</c>: one stream stood out in one window. Never changed once written. Times are Unix milliseconds.</summary>
public sealed record DetectionRow(
    string DetectionId, string Pipeline, string ServiceId, string Stream, string Kind, string Detector, long WindowStart, int WindowSeconds,
    double Observed, double Expected, double Lower, double Upper, double Score, double PValue, string? IncidentId, string Explanation);

/// <summary>A row of <c>Incidents</c>: the newest revision of an outage. Times are Unix milliseconds, rates are a minute.</summary>
public sealed record IncidentRow(
    string IncidentId, int Revision, string Pipeline, string ServiceId, string State, string Severity, long StartedAt, long DetectedAt, long? ConfirmedAt,
    long? RecoveringAt, long? ResolvedAt, long? AcknowledgedAt, long? PeakAt, double PeakRate, double ExpectedRate, long DistinctReporters,
    string Features, string Regions, string? CauseId, string? Role, string Explanation);

/// <summary>A row of <c>IncidentEvents</c>: one change of an incident.</summary>
public sealed record IncidentEventRow(string IncidentId, int Revision, long At, string State, string Note);

/// <summary>A row of <c>Counts</c>: what one stream showed in one window. Bounds are null while the stream is not judged yet.</summary>
public sealed record CountRow(
    string ServiceId, string Stream, long WindowStart, int WindowSeconds, long Count, long DistinctReporters, double? Expected, double? Lower, double? Upper,
    bool Final);

/// <summary>A row of <c>Collected</c>: from <paramref name="FromTime"/> to <paramref name="ToTime"/> every window of the service without a count is zero.</summary>
public sealed record CollectedRow(string ServiceId, long FromTime, long ToTime);
