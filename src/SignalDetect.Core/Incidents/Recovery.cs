namespace SignalDetect.Core.Incidents;

/// <summary>Whether it is over: back to the expected, high again, or quiet for long enough.</summary>
internal sealed class Recovery(TrackedService service, IncidentSettings settings, RecentWindows recent)
{
    // Nats by which the last windows must speak for the usual, as Poisson counts, against the incident's own level.
    private const double Doubt = 2;

    private int Windows => Math.Max(3, settings.RecoverySpan / service.StepSeconds);

    /// <summary>What is high while it recovers only delays the end; it is a relapse where it would be an alarm. A series needs news for that, a service does not.</summary>
    public static bool IsRelapse(in JudgedWindow window) => window.Judgement.Raised || window.Reporters is not null && window.Judgement.Hot;

    /// <summary>True when the last windows are what is expected, and rather that than what the incident showed so far, and none of the last three stood out.</summary>
    /// <param name="ratio">What the incident showed so far, as a ratio to what is expected.</param>
    public bool IsBack(in JudgedWindow window, int direction, long newestHot, double ratio)
    {
        if (window.Judgement.Hot || newestHot + 3000L * service.StepSeconds > window.Start) return false;
        if (!window.IsCounts || direction < 0) return recent.LargestResidual(3) < 3;
        var (value, expected) = recent.Sum(Windows);
        return IsUsual(value, expected) && (ratio <= 1.25 || value * Math.Log(ratio) - (ratio - 1) * expected < -Doubt);
    }

    /// <summary>True for a sum of counts that is at most a quarter above what is expected, but for chance: a stream that stays higher is not back.</summary>
    public static bool IsUsual(double value, double expected) => value <= 1.25 * expected + 2 * Math.Sqrt(expected + 1);

    /// <summary>True when the last windows are more than what is expected, whatever little that is.</summary>
    public bool IsHigh(in JudgedWindow window, int direction)
    {
        if (window.Judgement.Hot) return true;
        if (!window.IsCounts || direction < 0) return recent.LargestResidual(1) > 4;
        var (value, expected) = recent.Sum(Windows);
        return value > 2 * expected + 3 * Math.Sqrt(expected + 1);
    }

    /// <summary>Milliseconds: as long as a healthy stream needs to show a number of signals that tells.</summary>
    public long Quiet(in JudgedWindow window)
    {
        var perSecond = Math.Max(Math.Abs(window.Judgement.Expected), 1e-9) / service.StepSeconds;
        return (long)(1000 * Math.Clamp(settings.QuietSignals / perSecond, settings.QuietLeast, settings.QuietMost));
    }
}
