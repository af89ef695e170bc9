using SignalDetect.Backtest.Signals;
using SignalDetect.Core.Baselines;
using SignalDetect.Core.Pipeline;

namespace SignalDetect.Backtest.Training;

/// <summary>
/// Fits a model from a file of signals: the stages of the service count them, and every closed window of a service's total and of its other streams teaches.
/// A stream learns from the window on in which it first counts; from there a window without a count is zero. Thresholds are fitted for totals, and their other
/// streams follow them.
/// </summary>
/// <param name="options">What to do.</param>
/// <param name="budgets">What thresholds are fitted to.</param>
/// <param name="progress">Told how far it is; null for nobody.</param>
internal sealed class SignalsTraining(TrainingOptions options, AlarmBudgets budgets, IProgress<RunProgress>? progress)
{
    private const int BatchRecords = 4096;

    private readonly SortedDictionary<string, SortedDictionary<string, StreamFit>> services = new(StringComparer.Ordinal);
    private readonly Dictionary<(long Start, string Stream), long> counts = [];
    private long points;
    private SignalSurvey? survey;

    /// <summary>Learns from the whole file.</summary>
    /// <exception cref="BadInputException">The file is not there, or no signal in it is about a known service.</exception>
    public (BaselineModel Model, long Points) Run(CancellationToken cancel)
    {
        var file = SignalFile.Open(options.Input, options.Setup, options.Until);
        survey = SignalSurvey.Of(file, options.Setup, cancel);
        if (survey.Services.Count == 0) throw new BadInputException($"{options.Input}: holds no signal about a known service{Before}, so there is nothing to learn from");
        foreach (var service in survey.Services)
            services.Add(options.Setup.Catalogue.Services[service].Id, new SortedDictionary<string, StreamFit>(StringComparer.Ordinal));
        var pipeline = new PartitionPipeline(options.Setup, 0, 1);
        var output = new BatchOutput { Scores = [] };
        var offset = 0L;
        foreach (var (time, value, _) in file.Records(cancel))
        {
            pipeline.Read(new LogRecord(offset++, time, value), output);
            if (offset % BatchRecords != 0) continue;
            End(pipeline, output);
            progress?.Report(new RunProgress("learning", file.Line, survey.Lines));
        }

        End(pipeline, output);
        if (points == 0) throw new BadInputException($"{options.Input}: no window is closed{Before}, so there is nothing to learn from");
        var learnt = services.Values.SelectMany(streams => streams).Where(one => one.Value.Learnt is not null);
        return (budgets.Model(options.Input, options.Setup.Detector, [.. learnt.Select(one => (one.Key, one.Value.Learnt!, one.Value.History))]), points);
    }

    private string Before => options.Until < long.MaxValue ? $" before {RowTime.Text(options.Until)}" : "";

    private void End(PartitionPipeline pipeline, BatchOutput output)
    {
        pipeline.Finish(output);
        foreach (var row in output.Counts)
        {
            if (!row.Final || !services.TryGetValue(row.ServiceId, out var streams)) continue;
            counts[(row.WindowStart, row.Stream)] = row.Count;
            if (!streams.ContainsKey(row.Stream)) streams.Add(row.Stream, Begin(row.Stream, row.WindowStart));
        }

        foreach (var closed in output.Scores!)
            if (services.TryGetValue(closed.Stream, out var streams)) Learn(closed.Stream, closed.Start, streams);
        counts.Clear();
        output.Clear();
    }

    private StreamFit Begin(string name, long start) => new(name, start, options.Setup, isFitted => services.ContainsKey(name)
        ? budgets.History(name, options.Setup.Detector, isService: true, start, survey!.Last, isFitted)
        : null);

    private void Learn(string total, long start, SortedDictionary<string, StreamFit> streams)
    {
        if (!streams.ContainsKey(total)) streams.Add(total, Begin(total, start));
        foreach (var (name, fit) in streams)
            if (fit.Learn(start, counts.GetValueOrDefault((start, name)))) points++;
    }
}
