namespace SignalDetect.Storage.Retention;

/// <summary>Windows of one length become windows of a longer one.</summary>
/// <param name="FromSeconds">Length of the windows that go.</param>
/// <param name="ToSeconds">Length of the windows that come, a multiple.</param>
/// <param name="Before">Unix milliseconds at which a window that comes may begin: windows that start earlier go, whole longer windows only.</param>
internal sealed record RollUp(int FromSeconds, int ToSeconds, long Before)
{
    /// <summary>How many of the shorter windows make a longer one.</summary>
    public int Windows => ToSeconds / FromSeconds;

    /// <summary>Independent deviations add up by their squares: n windows of like band have together a band of sqrt(n).</summary>
    public double Root => Math.Sqrt(Windows);
}

/// <summary>What becomes of a partition's old counts at one moment of its time.</summary>
/// <remarks>
/// A rolled-up row has the sum of the counts and the largest number of distinct reporters (so: at least that many). Its expectation is the mean of the
/// windows' expectations times the windows in it, and each side of its band the mean of theirs times the square root of that number. That is an approximation: there are
/// rows only where something was counted, so their mean stands in for the windows without a row, and the windows' deviations are taken as independent.
/// </remarks>
/// <param name="RollUps">Run in this order.</param>
/// <param name="DeleteBefore">Hours that start before are deleted, and collected time before is unknown again; Unix milliseconds.</param>
internal sealed record RetentionPlan(IReadOnlyList<RollUp> RollUps, long DeleteBefore)
{
    /// <summary>Seconds in the longest window.</summary>
    public const int Hour = 3600;

    private const int Minute = 60;
    private const int QuarterHour = 900;

    /// <summary>The plan at a time in Unix milliseconds.</summary>
    public static RetentionPlan At(long time, RetentionAges ages) => new(
        [
            new RollUp(Minute, QuarterHour, Floor(time, ages.Minutes, QuarterHour)),
            new RollUp(QuarterHour, Hour, Floor(time, ages.QuarterHours, Hour)),
        ],
        Floor(time, ages.Hours, Hour));

    private static long Floor(long time, TimeSpan age, int seconds)
    {
        var before = time - (long)age.TotalMilliseconds;
        return before - before % (seconds * 1000L);
    }
}
