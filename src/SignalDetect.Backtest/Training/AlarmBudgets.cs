using SignalDetect.Backtest.Labels;
using SignalDetect.Core.Baselines;
using SignalDetect.Core.Detectors;

namespace SignalDetect.Backtest.Training;

/// <summary>Gathers the quiet history of the streams that learn, and fits their thresholds to what false alarms are accepted.</summary>
/// <param name="falseAlarmsPerWeek">False alarms a stream and week; null: the thresholds stay the preset's.</param>
/// <param name="labels">Known outages; null where there are none.</param>
internal sealed class AlarmBudgets(double? falseAlarmsPerWeek, LabelBook? labels)
{
    private const double WeekSeconds = 604_800;

    /// <summary>A stream's history from its first window to its last, Unix milliseconds; null where nothing is fitted.</summary>
    /// <param name="isFitted">True where it begins with what a model knows, so that it is not young.</param>
    public AlarmHistory? History(string stream, StreamDetector detector, bool isService, long first, long last, bool isFitted) => falseAlarmsPerWeek is null
        ? null
        : new AlarmHistory(detector, isService, labels?.Of(stream) ?? [], isFitted ? first : AlarmHistory.Begins(detector, first, last));

    /// <summary>Makes the model of some streams.</summary>
    /// <param name="input">What they come from, for a message.</param>
    /// <exception cref="BadInputException">There is a budget, and no quiet window or not as many windows in a week.</exception>
    public BaselineModel Model(string input, StreamDetector detector, IReadOnlyList<(string Name, StreamModel Learnt, AlarmHistory? History)> streams)
    {
        var quiet = streams.Select(stream => stream.History is { } history ? new QuietHistory(history.Weeks, history.Peaks()) : null).ToArray();
        var fit = falseAlarmsPerWeek is { } budget ? Fit(input, detector, budget, [.. quiet.OfType<QuietHistory>()], streams) : null;
        var model = new BaselineModel(
            detector.Preset.Name, detector.StepSeconds, streams.Max(stream => stream.Learnt.Until),
            fit is null ? null : new AlarmBudget(falseAlarmsPerWeek!.Value, fit.OfAll, fit.Weeks));
        for (var i = 0; i < streams.Count; i++)
            model.Add(streams[i].Name, streams[i].Learnt with { Alarm = quiet[i] is { } history ? fit!.Of(history) : null });
        return model;
    }

    private static ThresholdFit Fit(
        string input, StreamDetector detector, double budget, QuietHistory[] quiet, IReadOnlyList<(string, StreamModel, AlarmHistory? History)> streams)
    {
        var windows = WeekSeconds / detector.StepSeconds;
        if (budget >= windows) throw new BadInputException(FormattableString.Invariant($"{input}: a week has {windows} windows, so {budget} false alarms a week cannot be kept; fewer are"));
        if (!quiet.Any(stream => stream.Weeks > 0)) throw new BadInputException($"{input}: holds no window outside of labels, so thresholds cannot be fitted to a budget");
        return new ThresholdFit(quiet, budget, detector.Preset.Decision.PeakScale, windows, streams.Max(stream => stream.History?.Complete ?? 0));
    }
}
