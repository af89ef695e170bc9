using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using SignalDetect.Core.Pipeline;
using SignalDetect.Core.Signals;

namespace SignalDetect.Kafka.Streaming;

/// <summary>The service's instruments, meter <c>SignalDetect</c>. They show what is committed.</summary>
internal sealed class StreamingMetrics : IDisposable
{
    private readonly Meter meter = new("SignalDetect");
    private readonly ConcurrentDictionary<int, (long End, long Reached)> lag = new();
    private readonly Counter<long> signals;
    private readonly Counter<long> dead;
    private readonly Counter<long> commits;
    private readonly Counter<long> gaps;

    public StreamingMetrics()
    {
        signals = meter.CreateCounter<long>("signaldetect_signals_total", "{signal}", "Signals by outcome; sent + extra = counted + duplicate + dead + unmatched");
        dead = meter.CreateCounter<long>("signaldetect_dead_letters_total", "{signal}", "Dead signals by reason");
        commits = meter.CreateCounter<long>("signaldetect_commits_total", "{commit}", "Transactions committed");
        gaps = meter.CreateCounter<long>("signaldetect_gap_records_total", "{record}", "Records that a stored offset names and the log no longer holds");
        meter.CreateObservableGauge("signaldetect_lag_records", Lags, "{record}", "Records in the log that are not committed yet");
    }

    public void Committed(int partition, long offset, BatchOutput output)
    {
        commits.Add(1);
        var totals = output.Totals;
        Count("sent", totals.Sent);
        Count("extra", totals.Extra);
        Count("counted", totals.Counted);
        Count("duplicate", totals.Duplicate);
        Count("dead", totals.Dead);
        Count("unmatched", totals.Unmatched);
        foreach (var reason in output.Dead.GroupBy(letter => letter.Reason)) dead.Add(reason.Count(), new KeyValuePair<string, object?>("reason", reason.Key.Name()));
        Reached(partition, offset);
    }

    public void Gap(long records) => gaps.Add(records);

    public void Reached(int partition, long offset) => lag.AddOrUpdate(partition, (offset, offset), (_, known) => known with { Reached = offset });

    public void Ends(int partition, long end) => lag.AddOrUpdate(partition, (end, 0), (_, known) => known with { End = end });

    public void Left(int partition) => lag.TryRemove(partition, out _);

    public void Dispose() => meter.Dispose();

    private void Count(string outcome, long count)
    {
        if (count > 0) signals.Add(count, new KeyValuePair<string, object?>("outcome", outcome));
    }

    private IEnumerable<Measurement<long>> Lags() =>
        lag.Select(one => new Measurement<long>(Math.Max(0, one.Value.End - one.Value.Reached), new KeyValuePair<string, object?>("partition", one.Key)));
}
