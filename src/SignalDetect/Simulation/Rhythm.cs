namespace SignalDetect.Simulation;

/// <summary>How busy people are with a sort of service through their day and week; about 1 on average over a week.</summary>
internal sealed class Rhythm(double[] hours, double[] days)
{
    /// <summary>Entertainment, talk and shopping: mostly in the evening, more at weekends.</summary>
    public static Rhythm Leisure { get; } = new(
        [.55, .38, .26, .20, .18, .22, .36, .58, .78, .92, 1.0, 1.08, 1.16, 1.18, 1.18, 1.22, 1.30, 1.38, 1.50, 1.66, 1.74, 1.66, 1.36, .90],
        [.95, .94, .95, .97, 1.0, 1.09, 1.10]);

    /// <summary>What people need at work.</summary>
    public static Rhythm Work { get; } = new(
        [.20, .15, .12, .12, .14, .22, .45, .90, 1.60, 2.10, 2.15, 2.05, 1.75, 1.85, 1.95, 1.90, 1.60, 1.15, .80, .65, .60, .55, .42, .30],
        [1.25, 1.25, 1.22, 1.20, 1.10, .50, .48]);

    /// <summary>The factor at an hour of the week; linear between the middles of hours.</summary>
    public double At(double hourOfWeek)
    {
        var middle = hourOfWeek - .5;
        var hour = (int)Math.Floor(middle);
        var part = middle - hour;
        return (Hour(hour) * (1 - part) + Hour(hour + 1) * part) * days[(int)hourOfWeek / 24];
    }

    private double Hour(int hour) => hours[((hour % 24) + 24) % 24];
}
