using System.Globalization;
using SignalDetect.Backtest.Labels;
using SignalDetect.Backtest.Measures;
using SignalDetect.Backtest.Report;
using SignalDetect.Backtest.Scores;
using SignalDetect.Core.Detectors;
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
    private const long Window = PipelineSetup.StepSeconds * 1000L;

    private readonly BacktestOptions options;
    private readonly IProgress<RunProgress>? progress;
    private readonly SignalFile file;
    private readonly SignalSurvey survey;
    private readonly SortedDictionary<string, StreamResult> results = new(StringComparer.Ordinal);
    private readonly SortedDictionary<DeadLetterReason, long> dead = [];
    private readonly HashSet<int> own = [];
    private readonly ScoreLines lines = new();
    private readonly long first;
    private Totals totals;
    private int batch;

    public SignalsBacktest(BacktestOptions options, LabelBook? labels, IProgress<RunProgress>? progress, CancellationToken cancel)
    {
        this.options = options;
        this.progress = progress;
        file = SignalFile.Open(options.Input, options.Setup);
        survey = SignalSurvey.Of(file, options.Setup, cancel);
        first = survey.First - survey.First % Window;
        var windows = (survey.Last - first) / Window + 1;
        var buckets = Chart.MostBuckets(survey.Services.Count);
        foreach (var (number, (id, service)) in survey.Services.Select(service => (options.Setup.Catalogue.Services[service].Id, service)).OrderBy(one => one.Id, StringComparer.Ordinal).Index())
        {
            if (options.Shard?.Owns(number) == false) continue;
            own.Add(service);
            var its = labels?.Of(id);
            var tally = new RowTally(its, windows - Math.Min((Math.Max(options.Setup.JudgesFrom, first) - first) / Window, windows), PipelineSetup.StepSeconds);
            var chart = new Chart(first, survey.Last, Window, windows, buckets, its?.Select(label => (label.StartEarliest, label.StartLatest)).ToArray());
            results.Add(id, new StreamResult(id, PipelineSetup.StepSeconds, chart, tally, options.Setup.JudgesFrom) { Number = number });
        }
    }

    /// <summary>How many services the file is about, those of other shards among them.</summary>
    public int Services => survey.Services.Count;

    /// <summary>The services that were judged, in ordinal order.</summary>
    public IReadOnlyList<StreamResult> Results => [.. results.Values];

    /// <summary>What became of the signals.</summary>
    public SignalSums Sums => new(totals, [.. dead.Select(one => (one.Key, one.Value))]);

    /// <summary>Plays the file.</summary>
    /// <param name="scores">Takes the scores, by (timestamp, stream); null for none.</param>
    /// <param name="cancel">Stops the run.</param>
    public async Task RunAsync(ScoresFile? scores, CancellationToken cancel)
    {
        var pipeline = new PartitionPipeline(options.Setup, 0, 1, own);
        var output = new BatchOutput { Scores = [] };
        if (scores is not null) await scores.WriteAsync(scores.Header, cancel);
        var offset = 0L;
        foreach (var (time, value, _) in file.Records(cancel))
        {
            pipeline.Read(new LogRecord(offset++, time, value), output);
            if (offset % BatchRecords != 0) continue;
            await EndAsync(pipeline, output, scores, cancel);
            progress?.Report(new RunProgress("judging", file.Line, survey.Lines));
        }

        await EndAsync(pipeline, output, scores, cancel);
    }

    private async Task EndAsync(PartitionPipeline pipeline, BatchOutput output, ScoresFile? scores, CancellationToken cancel)
    {
        pipeline.Finish(output);
        totals += output.Totals;
        foreach (var letter in output.Dead) dead[letter.Reason] = dead.GetValueOrDefault(letter.Reason) + 1;
        foreach (var row in output.Rows.Detections)
            if (results.TryGetValue(row.ServiceId, out var service)) service.Sink.Detections.Add(row);
        foreach (var row in output.Rows.Incidents)
            if (results.TryGetValue(row.ServiceId, out var service)) service.Sink.Incidents.Add(row);
        var places = scores?.HasPlaces == true ? new RowPlaces(0, batch++) : null;
        foreach (var row in output.Scores!.OrderBy(row => row.Start).ThenBy(row => row.Stream, StringComparer.Ordinal))
            if (results.TryGetValue(row.Stream, out var service)) Add(row, service, places);
        if (scores is not null)
        {
            var chunk = options.Scores.Pack(lines.Written.Span) with { Places = places };
            await scores.WriteAsync(chunk, cancel);
            chunk.Return();
        }

        lines.Clear();
        output.Clear();
    }

    private void Add(in ScoreRow row, StreamResult service, RowPlaces? places)
    {
        StreamJudgement? judged = row.Start < options.Setup.JudgesFrom ? null : row.Judgement;
        if (judged is { } said) service.Add(row.Start, row.Value, said, row.Alert);
        else service.AddLeftOut(row.Start, row.Value);
        if (options.Scores == ScoresForm.None) return;
        Span<byte> timestamp = stackalloc byte[32];
        Span<byte> value = stackalloc byte[32];
        DateTimeOffset.FromUnixTimeMilliseconds(row.Start).TryFormat(timestamp, out var length, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        ((long)row.Value).TryFormat(value, out var digits, default, CultureInfo.InvariantCulture);
        var before = lines.Written.Length;
        lines.Add(timestamp[..length], ScoreLines.Field(row.Stream), value[..digits], judged, row.Alert, State(row.Incident));
        places?.Add((row.Start - first) / Window * Services + service.Number, lines.Written.Length - before);
    }

    private static IncidentState State(string name)
    {
        for (var state = IncidentState.None; state <= IncidentState.Dismissed; state++)
            if (state.Name() == name) return state;
        return IncidentState.None;
    }
}
