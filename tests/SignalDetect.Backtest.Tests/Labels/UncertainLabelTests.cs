using SignalDetect.Backtest.Labels;

namespace SignalDetect.Backtest.Tests.Labels;

public sealed class UncertainLabelTests
{
    private const long Minute = 60_000;

    [Fact]
    public void Figures_LowCertainty_CountsInNoRecallAndIsShownApart()
    {
        // 1000-1100 is caught; 2000-2100 is of low certainty and caught, 3000-3100 of low certainty and missed; the alarm at 5000 is false.
        var figures = new Scoring(
            [Streams.Of("a", 1010, 2010, 5000)],
            [Label(1000, 1100), Label(2000, 2100, Certainty.Low), Label(3000, 3100, Certainty.Low)]).Figures();

        Assert.Equal((1, 1, 1.0), (figures.Incidents, figures.Caught, figures.Recall!.Value));
        Assert.Equal((2, 1), (figures.LowCertaintyIncidents, figures.LowCertaintyCaught));
        Assert.Equal((3, 1, 0.5), (figures.Alarms, figures.FalseAlarms, figures.Precision!.Value));
        Assert.Equal((3.0, 1.0), (figures.AlarmsPerStreamWeek, figures.FalseAlarmsPerStreamWeek));
        Assert.Equal(20, figures.DelayMinutes!.P50);
    }

    [Fact]
    public void Figures_UncertainStart_GivesARangeOfDelay()
    {
        // The alert's window ends at 1020: 20 minutes after the start, 5 after the latest, 60 after the earliest.
        var figures = new Scoring([Streams.Of("a", 1010)], [Label(1000, 1100) with { StartEarliest = 960 * Minute, StartLatest = 1015 * Minute }]).Figures();

        Assert.Equal((5.0, 20.0, 60.0), (figures.DelayRange!.Shortest.P50, figures.DelayMinutes!.P50, figures.DelayRange.Longest.P50));
        Assert.Null(new Scoring([Streams.Of("a", 1010)], [Label(1000, 1100)]).Figures().DelayRange);
    }

    [Fact]
    public void Figures_Acknowledged_IsHeldAgainstTheAnnouncement()
    {
        // Alerts end at 1020 and 2120; announced at 1050 and 2100: 30 minutes before, 20 after. The third label carries none, the fourth is missed.
        var figures = new Scoring(
            [Streams.Of("a", 1010, 2110, 3010)],
            [Announced(1000, 1050), Announced(2000, 2100), Label(3000, 3100), Announced(4000, 4010)]).Figures();

        Assert.Equal((2, 1), (figures.Acknowledged!.Labels, figures.Acknowledged.Before));
        Assert.Equal((-25.0, -5.0, 15.0), (figures.Acknowledged.DelayMinutes.P10, figures.Acknowledged.DelayMinutes.P50, figures.Acknowledged.DelayMinutes.P90));
    }

    [Fact]
    public void Findings_LabelsAndAlarms_SayWhatBecameOfEach()
    {
        var scoring = new Scoring(
            [Streams.Of("a", 1010, 2010, 5000, 5100)],
            [Label(1000, 1100), Label(2000, 2100, Certainty.Low), Label(7000, 7100)]);

        Assert.Equal([1020 * Minute, 2020 * Minute, null], scoring.Labels.Select(label => label.AlertedAt));
        Assert.Equal([AlarmVerdict.Right, AlarmVerdict.Aside, AlarmVerdict.False], scoring.Alarms.Select(alarm => alarm.Verdict));
        Assert.Equal(new AlarmFinding("a", 5000 * Minute, 5110 * Minute, 2, AlarmVerdict.False), scoring.Alarms[2]);
    }

    private static Label Label(int start, int end, Certainty? certainty = null) => new("a", start * Minute, end * Minute, start * Minute, start * Minute, null, certainty);

    private static Label Announced(int start, int announced) => Label(start, start + 200) with { Acknowledged = announced * Minute };
}
