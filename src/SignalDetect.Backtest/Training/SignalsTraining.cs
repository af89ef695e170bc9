using SignalDetect.Backtest.Signals;
using SignalDetect.Core.Baselines;
using SignalDetect.Core.Pipeline;

namespace SignalDetect.Backtest.Training;

/// <summary>
/// Fits a model from a file of signals: the stages of the service count them, and every closed window of a service's total and of its other streams teaches.
/// A stream learns from the window on in which it first counts; from there a window without a count is zero.
/// </summary>
internal sealed class SignalsTraining(TrainingOptions options, IProgress<RunProgress>? progress)
{
    private const int BatchRecords = 4096;

    private readonly SortedDictionary<string, SortedDictionary<string, StreamFit>> services = new(StringComparer.Ordinal);
    private readonly Dictionary<(long Start, string Stream), long> counts = [];
    private long points;

    /// <summary>Learns from the whole file.</summary>
    /// <exception cref="BadInputException">The file is not there, or no signal in it is about a known service.</exception>
    public (BaselineModel Model, long Points) Run(CancellationToken cancel)
    {
        var file = SignalFile.Open(options.Input, options.Setup);
        var survey = SignalSurvey.Of(file, options.Setup, cancel);
        if (survey.Services.Count == 0) throw new BadInputException($"{options.Input}: holds no signal about a known service, so there is nothing to learn from");
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
        var model = new BaselineModel(options.Setup.Preset.Name, PipelineSetup.StepSeconds);
        foreach (var streams in services.Values)
            foreach (var (name, fit) in streams) model.Add(name, fit.Fast, fit.Profile);
        return (model, points);
    }

    private void End(PartitionPipeline pipeline, BatchOutput output)
    {
        pipeline.Finish(output);
        foreach (var row in output.Counts)
        {
            if (!row.Final || !services.TryGetValue(row.ServiceId, out var streams)) continue;
            counts[(row.WindowStart, row.Stream)] = row.Count;
            if (!streams.ContainsKey(row.Stream)) streams.Add(row.Stream, new StreamFit(row.Stream, row.WindowStart, options.Setup));
        }

        foreach (var closed in output.Scores!)
            if (services.TryGetValue(closed.Stream, out var streams)) Learn(closed.Stream, closed.Start, streams);
        counts.Clear();
        output.Clear();
    }

    private void Learn(string total, long start, SortedDictionary<string, StreamFit> streams)
    {
        if (!streams.ContainsKey(total)) streams.Add(total, new StreamFit(total, start, options.Setup));
        foreach (var (name, fit) in streams)
            if (fit.Learn(start, counts.GetValueOrDefault((start, name)))) points++;
    }
}
