namespace SignalDetect.Storage.Retention;

/// <summary>How long counts are kept at each grain, by the partition's time; detections and incidents are kept for good.</summary>
/// <param name="Minutes">Age at which minutes are rolled up to 15 minutes; 14 days by default.</param>
/// <param name="QuarterHours">Age at which 15 minutes are rolled up to hours; 90 days by default.</param>
/// <param name="Hours">Age at which hours are deleted; 3 years (1,096 days) by default.</param>
public sealed record RetentionAges(TimeSpan Minutes, TimeSpan QuarterHours, TimeSpan Hours)
{
    /// <summary>14 days, 90 days, 3 years.</summary>
    public static RetentionAges Default { get; } = new(TimeSpan.FromDays(14), TimeSpan.FromDays(90), TimeSpan.FromDays(1096));

    /// <summary>What is wrong with these ages, in one line; null where nothing is.</summary>
    public string? Problem() =>
        Minutes < TimeSpan.FromHours(1) ? "store.retention.minutes: at least 1 hour"
        : QuarterHours < Minutes ? "store.retention.quarterHours: not less than store.retention.minutes"
        : Hours < QuarterHours ? "store.retention.hours: not less than store.retention.quarterHours"
        : null;
}
