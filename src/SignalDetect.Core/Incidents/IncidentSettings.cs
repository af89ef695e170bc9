namespace SignalDetect.Core.Incidents;

/// <summary>How evidence becomes an incident, and how an incident ends. Times are seconds.</summary>
public sealed record IncidentSettings
{
    /// <summary>So much time must stand out before weak evidence confirms. One window does where the step is at least as long.</summary>
    public int Persist { get; init; } = 120;

    /// <summary>Windows that stand out count together while they lie within this span.</summary>
    public int Within { get; init; } = 600;

    /// <summary>
    /// False suspicions a service and month, at most: the p-value that a suspicion takes. It holds for services, of which many are watched together; a series
    /// is judged by its threshold alone.
    /// </summary>
    public double Budget { get; init; } = 0.01;

    /// <summary>A surprise of this many times the alarm's threshold confirms at once.</summary>
    public double Overwhelming { get; init; } = 3;

    /// <summary>So many more different people than signals expected must have reported within <see cref="Within"/> before an incident is confirmed.</summary>
    public int Reporters { get; init; } = 10;

    /// <summary>A suspicion that is not confirmed within this time is dismissed.</summary>
    public int DismissAfter { get; init; } = 1800;

    /// <summary>A relapse within this time of the end reopens the incident.</summary>
    public int ReopenWithin { get; init; } = 3600;

    /// <summary>
    /// For so long a confirmed incident teaches nothing: a long outage must not become the usual. A level that stays for four days is known as one before.
    /// </summary>
    public int TeachNothing { get; init; } = 432_000;

    /// <summary>For so long after an incident what comes near it counts as strong: a detector that has just learnt an outage is numb to the next.</summary>
    public int Remember { get; init; } = 86400;

    /// <summary>Near is this share of the excess at its peak.</summary>
    public double Near { get; init; } = 0.25;

    /// <summary>Recovery is judged over this span, and over three windows at least.</summary>
    public int RecoverySpan { get; init; } = 600;

    /// <summary>The least quiet before an incident is resolved.</summary>
    public int QuietLeast { get; init; } = 1800;

    /// <summary>The longest quiet that is waited for.</summary>
    public int QuietMost { get; init; } = 43200;

    /// <summary>The quiet lasts until a healthy stream would have shown this many signals: fewer do not tell a quiet from an outage.</summary>
    public double QuietSignals { get; init; } = 20;

    /// <summary>A feature or region that did not stand out for this long has left the incident.</summary>
    public int MemberQuiet { get; init; } = 3600;
}
