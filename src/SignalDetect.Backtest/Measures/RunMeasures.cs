using SignalDetect.Backtest.Labels;

namespace SignalDetect.Backtest.Measures;

/// <summary>How bootstrap intervals were made.</summary>
/// <param name="Over">What is drawn again: <c>streams</c>, or <c>streamWeeks</c>, the weeks of streams.</param>
/// <param name="Draws">How often.</param>
/// <param name="Seed">The seed of the draws.</param>
/// <param name="Level">The share of the draws between an interval's ends.</param>
public sealed record BootstrapTerms(string Over, int Draws, ulong Seed, double Level);

/// <summary>A run held against labels, whole.</summary>
/// <param name="Figures">At the default setting.</param>
/// <param name="Intervals">How sure they are.</param>
/// <param name="Bootstrap">How that was found out.</param>
/// <param name="Curve">The figures over thresholds of the score, rising.</param>
/// <param name="Nab">NAB's scores; null where no label is a window of a stream.</param>
/// <param name="PointAdjusted">The point-adjusted F1; null where no row is labelled.</param>
/// <param name="Labels">What became of each label, stream by stream.</param>
/// <param name="Alarms">What each alarm turned out to be, stream by stream.</param>
/// <param name="Elsewhere">Labels that lie in no stream's time.</param>
public sealed record LabelMeasures(
    Figures Figures, FigureIntervals Intervals, BootstrapTerms Bootstrap, IReadOnlyList<CurvePoint> Curve, NabScores? Nab, PointAdjusted? PointAdjusted,
    IReadOnlyList<LabelFinding> Labels, IReadOnlyList<AlarmFinding> Alarms, int Elsewhere);

/// <summary>One stream's measures.</summary>
/// <param name="Stream">Its name.</param>
/// <param name="StepSeconds">The length of its windows.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Collected">Those that were judged.</param>
/// <param name="Alerts">Those with an alert.</param>
/// <param name="Calibration">Whether its p-values hold what they promise.</param>
/// <param name="Figures">Held against its labels; null without labels.</param>
/// <param name="Nab">NAB's scores, the threshold its own; null where no label is a window of it.</param>
/// <param name="PointAdjusted">The point-adjusted F1, the threshold its own; null where no row is labelled.</param>
public sealed record StreamMeasures(
    string Stream, int StepSeconds, long Rows, long Collected, int Alerts, Calibration Calibration, Figures? Figures, NabScores? Nab, PointAdjusted? PointAdjusted);

/// <summary>All measures of a run.</summary>
/// <param name="Calibration">Whether p-values hold what they promise.</param>
/// <param name="Labels">Held against labels; null without.</param>
/// <param name="ByStream">Stream by stream.</param>
public sealed record RunMeasures(Calibration Calibration, LabelMeasures? Labels, IReadOnlyList<StreamMeasures> ByStream)
{
    /// <summary>Measures a run.</summary>
    /// <param name="streams">Its streams, ended.</param>
    /// <param name="scoring">Held against labels; null without.</param>
    internal static RunMeasures Of(IReadOnlyList<StreamResult> streams, Scoring? scoring)
    {
        var figures = scoring?.ByStream();
        return new RunMeasures(
            Calibration.Of(streams.Select(stream => stream.Tally.Quiet)), scoring is null ? null : Held(streams, scoring),
            [.. streams.Select((stream, i) => One(stream, figures?[i]))]);
    }

    private static LabelMeasures Held(IReadOnlyList<StreamResult> streams, Scoring scoring)
    {
        var bootstrap = scoring.Bootstrap;
        return new LabelMeasures(
            scoring.Figures(), scoring.Intervals(),
            new BootstrapTerms(bootstrap.OverStreams ? "streams" : "streamWeeks", bootstrap.Draws, Bootstrap.Seed, Bootstrap.Level), scoring.Curve(),
            NabScoring.Of([.. streams.Select(stream => stream.Tally.Nab).OfType<NabTally>()]),
            PointAdjusted.Of([.. streams.Select(stream => stream.Tally.Points).OfType<PointTally>()]), scoring.Labels, scoring.Alarms, scoring.Elsewhere);
    }

    private static StreamMeasures One(StreamResult stream, Figures? figures) => new(
        stream.Name, stream.StepSeconds, stream.Rows, stream.Collected, stream.Alerts.Count, Calibration.Of([stream.Tally.Quiet]), figures,
        stream.Tally.Nab is { } nab ? NabScoring.Of([nab]) : null, stream.Tally.Points is { } points ? PointAdjusted.Of([points]) : null);
}
