namespace SignalDetect.Backtest.Labels;

/// <summary>How early the outages that were found were found, minutes from a label's start to the end of the window with the alert; negative is before it.</summary>
/// <param name="P10">A tenth are found sooner.</param>
/// <param name="P50">The median.</param>
/// <param name="P90">A tenth take longer.</param>
public sealed record DelayMinutes(double P10, double P50, double P90)
{
    /// <summary>The percentiles, linear between the ranks; null where there is no delay.</summary>
    internal static DelayMinutes? Of(IEnumerable<double> delays)
    {
        var sorted = delays.ToArray();
        Array.Sort(sorted);
        return sorted.Length > 0 ? new DelayMinutes(Percentile.Of(sorted, 10), Percentile.Of(sorted, 50), Percentile.Of(sorted, 90)) : null;
    }
}

/// <summary>What an uncertain start leaves open: the delays if each outage had begun as late, or as early, as its label allows.</summary>
/// <param name="Shortest">From the latest possible start.</param>
/// <param name="Longest">From the earliest possible start.</param>
public sealed record DelayRange(DelayMinutes Shortest, DelayMinutes Longest);

/// <summary>Held against another system's announcement, over the caught labels that carry one.</summary>
/// <param name="Labels">How many they are.</param>
/// <param name="Before">Those whose alert comes before the announcement.</param>
/// <param name="DelayMinutes">From the announcement to the end of the window with the alert; negative is before it.</param>
public sealed record AgainstAnnouncement(int Labels, int Before, DelayMinutes DelayMinutes);

/// <summary>A run held against labels.</summary>
/// <param name="Incidents">The labels that lie in the streams' time; those of low certainty are not among them.</param>
/// <param name="Caught">Those with an alert.</param>
/// <param name="Recall">The share of them; null without any.</param>
/// <param name="Precision">Precision by episode: the share of the alarms that are about a label; null without an alarm. Alarms about nothing but labels of low certainty are neither right nor false.</param>
/// <param name="AlarmsPerStreamWeek">Alarms, right or wrong, a stream and week of collected windows. An alarm is an episode: a run of alerts at most two hours apart.</param>
/// <param name="DelayMinutes">Over those caught; null where none is.</param>
public sealed record Figures(int Incidents, int Caught, double? Recall, double? Precision, double AlarmsPerStreamWeek, DelayMinutes? DelayMinutes)
{
    /// <summary>All alarms.</summary>
    public int Alarms { get; init; }

    /// <summary>Alarms about no label.</summary>
    public int FalseAlarms { get; init; }

    /// <summary>Alarms about no label, a stream and week of collected windows.</summary>
    public double FalseAlarmsPerStreamWeek { get; init; }

    /// <summary>Weeks of collected windows, over all streams.</summary>
    public double StreamWeeks { get; init; }

    /// <summary>What uncertain starts leave open; null where nothing is caught, or no caught label has one.</summary>
    public DelayRange? DelayRange { get; init; }

    /// <summary>Null where no caught label carries an announcement.</summary>
    public AgainstAnnouncement? Acknowledged { get; init; }

    /// <summary>Labels of low certainty, which count nowhere else.</summary>
    public int LowCertaintyIncidents { get; init; }

    /// <summary>Those of them with an alert.</summary>
    public int LowCertaintyCaught { get; init; }
}

/// <summary>Where a figure may lie, as far as the sample tells.</summary>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
public sealed record Interval(double Low, double High);

/// <summary>Bootstrap intervals of the figures; null where a figure is null too often to say.</summary>
/// <param name="Recall">Of the recall.</param>
/// <param name="Precision">Of the precision by episode.</param>
/// <param name="AlarmsPerStreamWeek">Of the alarms.</param>
/// <param name="FalseAlarmsPerStreamWeek">Of the false ones.</param>
/// <param name="DelayP50">Of the median delay, minutes.</param>
public sealed record FigureIntervals(
    Interval? Recall, Interval? Precision, Interval? AlarmsPerStreamWeek, Interval? FalseAlarmsPerStreamWeek, Interval? DelayP50);

/// <summary>The figures as they would be with an alert wherever the score reaches a threshold.</summary>
/// <param name="Threshold">The score.</param>
/// <param name="Figures">The figures.</param>
/// <param name="Intervals">How sure they are.</param>
public sealed record CurvePoint(double Threshold, Figures Figures, FigureIntervals Intervals);
