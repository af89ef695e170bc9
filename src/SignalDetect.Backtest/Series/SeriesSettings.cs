using System.Collections.Concurrent;
using SignalDetect.Backtest.Labels;
using SignalDetect.Backtest.Measures;
using SignalDetect.Backtest.Training;
using SignalDetect.Core.Baselines;
using SignalDetect.Core.Detectors;
using SignalDetect.Core.Incidents;
using SignalDetect.Core.Pipeline;

namespace SignalDetect.Backtest.Series;

/// <summary>How the streams of series are judged.</summary>
/// <param name="setup">The pipeline: its name, detector and model.</param>
/// <param name="kind">What the values are.</param>
/// <param name="labels">Known outages; null where there are none to hold the alerts against.</param>
/// <param name="budgets">What thresholds are fitted to, in a training; null in a backtest, which is held to the model's.</param>
internal sealed class SeriesSettings(PipelineSetup setup, ValueKind kind, LabelBook? labels = null, AlarmBudgets? budgets = null)
{
    private readonly ConcurrentDictionary<int, StreamDetector> detectors = [];

    public string Pipeline => setup.Name;

    public ValueKind Kind => kind;

    public Calendar? Calendar => setup.Calendar;

    /// <summary>What thresholds are fitted to; null in a backtest.</summary>
    public AlarmBudgets? Budgets => budgets;

    /// <summary>Rows that start before it are left out: the model has learnt from them, or could have. Unix milliseconds.</summary>
    public long ScoredFrom => setup.Model?.Until ?? long.MinValue;

    /// <summary>What the measures need of a stream.</summary>
    public RowTally Tally(SeriesStream stream) => new(labels?.Of(stream.Name), stream.Rows - stream.LeftOut, stream.StepSeconds);

    /// <summary>A stream's thresholds as a multiple of the preset's; a training learns at the preset's own.</summary>
    public double Thresholds(string stream, StreamDetector detector) => budgets is null ? setup.Model?.Thresholds(stream, detector) ?? 1 : 1;

    /// <summary>Gathers what a training fits a stream's threshold from; null where it fits none.</summary>
    public AlarmHistory? History(SeriesStream stream, StreamDetector detector) =>
        budgets?.History(stream.Name, detector, isService: false, stream.First, stream.Last, Known(stream.Name) is not null);

    /// <summary>When a stream's labels may have begun, for its chart.</summary>
    public IReadOnlyList<(long Earliest, long Latest)> LabelStarts(string stream) =>
        labels is null ? [] : [.. labels.Of(stream).Select(label => (label.StartEarliest, label.StartLatest))];

    /// <summary>The detector for windows of a length; it holds nothing of a stream, so that many share it.</summary>
    public StreamDetector Detector(int stepSeconds) =>
        detectors.GetOrAdd(stepSeconds, static (step, setup) => new StreamDetector(setup.Preset, step, setup.Source), setup);

    /// <summary>Refuses a model that was learnt by another preset or for another step.</summary>
    /// <exception cref="BadInputException">It does not fit a stream that it knows.</exception>
    public void CheckModel(IReadOnlyList<SeriesSurvey> surveys)
    {
        if (setup.Model is not { } model) return;
        foreach (var survey in surveys)
            foreach (var stream in survey.Streams)
                if (model.Streams.ContainsKey(stream.Name) && stream.Rows > 0 && model.Misfit(Detector(stream.StepSeconds)) is { } misfit)
                    throw new BadInputException($"{survey.File.Path}: the model does not fit stream '{stream.Name}': {misfit}");
    }

    /// <summary>Gives a stream the state from which it starts: the model's where it knows the stream.</summary>
    /// <returns>True where it does.</returns>
    public bool Start(SeriesStream stream, StreamDetector detector, Span<double> fast, Span<double> profile)
    {
        if (stream.Rows > 0 && Known(stream.Name) is { } known)
        {
            known.Fast.CopyTo(fast);
            known.Profile.CopyTo(profile);
            return true;
        }

        if (kind == ValueKind.Measurements) detector.StartMeasurement(fast, profile);
        else detector.Start(fast, profile);
        return false;
    }

    /// <summary>What the model knows of a stream; null where it knows nothing.</summary>
    public StreamModel? Known(string stream) => setup.Model?.Streams.GetValueOrDefault(stream);
}
