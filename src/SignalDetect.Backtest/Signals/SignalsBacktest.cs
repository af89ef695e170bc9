using System.Globalization;
using System.Text;
using SignalDetect.Backtest.Labels;
using SignalDetect.Backtest.Measures;
using SignalDetect.Backtest.Report;
using SignalDetect.Backtest.Scores;
using SignalDetect.Core.Incidents;
using SignalDetect.Core.Pipeline;
using SignalDetect.Core.Signals;

namespace SignalDetect.Backtest.Signals;

/// <summary>
/// Plays a file of signals through the stages of the service: one partition of one, each line a record, with the times and the last tick that a replay gives
/// them. Services that no signal of the file is about are left out of the result.
/// </summary>
internal sealed class SignalsBacktest
{
    private const int BatchRecords = 4096;

    private readonly BacktestOptions options;
    private readonly IProgress<RunProgress>? progress;
    private readonly SignalFile file;
    private readonly SignalSurvey survey;
    private readonly SortedDictionary<string, StreamResult> results = new(StringComparer.Ordinal);
    private readonly SortedDictionary<DeadLetterReason, long> dead = [];
    private readonly ScoreLines lines = new();
    private Totals totals;

    public SignalsBacktest(BacktestOptions options, LabelBook? labels, IProgress<RunProgress>? progress, CancellationToken cancel)
    {
        this.options = options;
        this.progress = progress;
        file = SignalFile.Open(options.Input, options.Setup);
        survey = SignalSurvey.Of(file, options.Setup, cancel);
        const long Window = PipelineSetup.StepSeconds * 1000L;
        var first = survey.First - survey.First % Window;
        var windows = (survey.Last - first) / Window + 1;
        var buckets = Chart.MostBuckets(survey.Services.Count);
        foreach (var service in survey.Services)
        {
            var id = options.Setup.Catalogue.Services[service].Id;
            var its = labels?.Of(id);
            var tally = new RowTally(its, windows, PipelineSetup.StepSeconds);
            var chart = new Chart(first, survey.Last, Window, windows, buckets, its?.Select(label => (label.StartEarliest, label.StartLatest)).ToArray());
            results.Add(id, new StreamResult(id, PipelineSetup.StepSeconds, chart, tally));
        }
    }

    /// <summary>The services in ordinal order.</summary>
    public IReadOnlyList<StreamResult> Results => [.. results.Values];

    /// <summary>What became of the signals.</summary>
    public SignalSums Sums => new(totals, [.. dead.Select(one => (one.Key, one.Value))]);

    /// <summary>Plays the file.</summary>
    /// <param name="scores">Takes the scores, by (timestamp, stream); null for none.</param>
    /// <param name="cancel">Stops the run.</param>
    public void Run(Stream? scores, CancellationToken cancel)
    {
        var pipeline = new PartitionPipeline(options.Setup, 0, 1);
        var output = new BatchOutput { Scores = [] };
        if (scores is not null) Write(scores, Encoding.UTF8.GetBytes(ScoreLines.Header));
        var offset = 0L;
        foreach (var (time, value, _) in file.Records(cancel))
        {
            pipeline.Read(new LogRecord(offset++, time, value), output);
            if (offset % BatchRecords != 0) continue;
            End(pipeline, output, scores);
            progress?.Report(new RunProgress("judging", file.Line, survey.Lines));
        }

        End(pipeline, output, scores);
    }

    private void End(PartitionPipeline pipeline, BatchOutput output, Stream? scores)
    {
        pipeline.Finish(output);
        totals += output.Totals;
        foreach (var letter in output.Dead) dead[letter.Reason] = dead.GetValueOrDefault(letter.Reason) + 1;
        foreach (var row in output.Rows.Detections)
            if (results.TryGetValue(row.ServiceId, out var service)) service.Sink.Detections.Add(row);
        foreach (var row in output.Rows.Incidents)
            if (results.TryGetValue(row.ServiceId, out var service)) service.Sink.Incidents.Add(row);
        foreach (var row in output.Scores!.OrderBy(row => row.Start).ThenBy(row => row.Stream, StringComparer.Ordinal))
            if (results.TryGetValue(row.Stream, out var service)) Add(row, service);
        if (scores is not null) Write(scores, lines.Written.Span);
        lines.Clear();
        output.Clear();
    }

    private void Add(in ScoreRow row, StreamResult service)
    {
        service.Add(row.Start, row.Value, row.Judgement, row.Alert);
        if (options.Scores == ScoresForm.None) return;
        Span<byte> timestamp = stackalloc byte[32];
        Span<byte> value = stackalloc byte[32];
        DateTimeOffset.FromUnixTimeMilliseconds(row.Start).TryFormat(timestamp, out var length, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        ((long)row.Value).TryFormat(value, out var digits, default, CultureInfo.InvariantCulture);
        lines.Add(timestamp[..length], ScoreLines.Field(row.Stream), value[..digits], row.Judgement, row.Alert, State(row.Incident));
    }

    private static IncidentState State(string name)
    {
        for (var state = IncidentState.None; state <= IncidentState.Dismissed; state++)
            if (state.Name() == name) return state;
        return IncidentState.None;
    }

    private void Write(Stream scores, ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty) return;
        var chunk = options.Scores.Pack(text);
        scores.Write(chunk.Buffer, 0, chunk.Length);
        chunk.Return();
    }
}
