namespace SignalDetect.Backtest.Labels;

/// <summary>How early the outages that were found were found, minutes from a label's start to the end of the window with the alert; negative is before it.</summary>
/// <param name="P10">A tenth are found sooner.</param>
/// <param name="P50">The median.</param>
/// <param name="P90">A tenth take longer.</param>
public sealed record DelayMinutes(double P10, double P50, double P90);

/// <summary>A run held against labels.</summary>
/// <param name="Incidents">The labels that lie in the streams' time.</param>
/// <param name="Caught">Those with an alert.</param>
/// <param name="Recall">The share of them; null without any.</param>
/// <param name="Precision">The share of the alarms that are about a label; null without an alarm.</param>
/// <param name="AlarmsPerStreamWeek">Alarms, right or wrong, a stream and week of collected windows. An alarm is a run of alerts at most two hours apart.</param>
/// <param name="DelayMinutes">Over those caught; null where none is.</param>
public sealed record Figures(int Incidents, int Caught, double? Recall, double? Precision, double AlarmsPerStreamWeek, DelayMinutes? DelayMinutes);

/// <summary>The figures as they would be with an alert wherever the score reaches a threshold.</summary>
/// <param name="Threshold">The score.</param>
/// <param name="Figures">The figures.</param>
public sealed record CurvePoint(double Threshold, Figures Figures);
